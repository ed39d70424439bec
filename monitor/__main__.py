"""``python -m monitor``."""


def main() -> None:
    from monitor.cli.main import run  # noqa: PLC0415  (keep `import monitor` free of the CLI)

    run()


if __name__ == "__main__":
    main()
