"""Every fault of every file at once: with its place, what is wrong, and what was meant."""

from tests.rules.conftest import load, messages, rule_text, sound

WHEN = "claim: territory-captured"


def only(text):
    (message,) = messages(text)
    return message


def test_a_sound_rule_has_no_fault():
    assert sound(rule_text(WHEN)).rules.by_id["a-rule"].runs


def test_all_faults_of_all_files_come_at_once_in_the_order_of_the_files():
    broken = rule_text("claim: teritory-captured\nplace: {neer: AF-TJ}").replace(
        "level: high", "severity: high"
    )
    loaded = load(broken, broken.replace("a-rule", "other-rule"))
    places = [(fault.file, fault.line) for fault in loaded.faults]
    assert places == [(f"r{n}.yml", line) for n in (0, 1) for line in (1, 4, 6, 7)]


def test_an_unknown_key_is_told_with_what_was_meant():
    told = only(rule_text(WHEN, extra="alrt: {one_per: place}"))
    assert told == "r0.yml:7:1: the key 'alrt' is not known here. Did you mean 'alert'?"


def test_words_of_other_systems_lead_to_ours():
    text = rule_text(WHEN).replace("level: high", "severity: high")
    assert any("Did you mean 'level'?" in told for told in messages(text))


def test_a_missing_key_is_told():
    assert "the key 'level' is missing" in only(rule_text(WHEN).replace("level: high\n", ""))


def test_a_key_without_a_value_is_told():
    assert "the key 'description' has no value" in only(rule_text(WHEN, extra="description:"))
    assert "the key 'claim' has no value" in only(rule_text("claim:\nkilled: 1"))


def test_wrong_types_are_told_in_words():
    told = messages(rule_text("claim: {a: 1}\nplace: {within_km: near, near: AF-TJ}\nall: 3"))
    assert any("r0.yml:6" in line for line in told)
    assert any("'near' is not a whole number from 1 to 300" in line for line in told)
    assert any("a list is expected here" in line for line in told)


def test_an_enumeration_offers_the_nearest_value():
    assert "Did you mean 'border-crossing'?" in only(rule_text("claim: border-crosing"))
    assert "Did you mean 'militants'?" in only(rule_text(WHEN + "\nactor: {class: militant}"))


def test_durations_bounds_and_zones_say_how_to_write_them():
    told = messages(
        rule_text(
            WHEN + "\nkilled: many",
            extra='active: {from: "25:00", to: "22:00", timezone: Dushanbe}\n'
            "alert: {repeat_every: 12}",
        )
    )
    text = "\n".join(told)
    assert "is not a bound" in text
    assert "is not a time of the day" in text
    assert "no time zone" in text
    assert "is not a duration" in text


def test_unknown_places_borders_and_routes_are_told_with_what_was_meant():
    told = "\n".join(
        messages(
            rule_text(
                WHEN + "\nplace: {name: [Ishkashem, Eshkashim], near: AF-TK}",
                extra="alert: {notify: border-dsk}",
            )
        )
    )
    assert "the gazetteer knows no place 'Ishkashem'. Did you mean 'Ishkashim'?" in told
    assert "Eshkashim" not in told
    assert "the border AF-TK is not known" in told
    assert "Did you mean 'border-desk'?" in told


def test_a_fault_of_form_hides_no_fault_of_meaning():
    told = "\n".join(
        messages(
            rule_text(
                WHEN + "\nplace: {name: Ishkashem}",
                extra=(
                    "descripton: x\n"
                    'active: {from: "22:00", to: "06:00", timezone: Asia/Dushanb}\n'
                    'alert: {notify: border-dsk, subject: "{plce} fell"}'
                ),
            )
        )
    )
    assert "the key 'descripton' is not known here" in told
    assert "'Asia/Dushanb' is no time zone" in told
    assert "the gazetteer knows no place 'Ishkashem'" in told
    assert "Did you mean 'border-desk'?" in told
    assert "{plce} is no field of a heading" in told


def test_a_missing_key_hides_no_fault_of_meaning_elsewhere():
    told = "\n".join(
        messages(rule_text(WHEN + "\nplace: {name: Ishkashem}", extra='active: {from: "22:00"}'))
    )
    assert "the key 'to' of 'active' is missing" in told
    assert "the gazetteer knows no place 'Ishkashem'" in told


def test_a_fault_beside_it_in_one_condition_hides_nothing():
    told = "\n".join(
        messages(
            rule_text(
                "claim: border-crosing\nplace: {name: Ishkashem, near: AF-TJ, within_km: near}",
                extra=(
                    "severity: high\n"
                    "unless: {lost: {place: Imam Sahb, killed: some}}\n"
                    "alert: {one_per: [plce], notify: border-dsk}"
                ),
            ).replace("level: high\n", "")
        )
    )
    for known in (
        "Did you mean 'border-crossing'?",
        "Did you mean 'level'?",
        "the gazetteer knows no place 'Ishkashem'",
        "'near' is not a whole number",
        "the gazetteer knows no place 'Imam Sahb'",
        "Did you mean 'place'?",
        "Did you mean 'border-desk'?",
    ):
        assert known in told


def test_an_exception_that_can_never_hold_is_told_beside_a_fault_of_form():
    told = "\n".join(
        messages(
            rule_text(
                WHEN, extra="unless: {crossed: {claim: border-crossing}}\nconfirm: {sources: 2}"
            )
        )
    )
    assert "this exception can never hold" in told
    assert "the key 'level' of 'confirm' is missing" in told


def test_an_exception_for_another_place_or_country_can_never_hold():
    (told,) = messages(
        rule_text(WHEN + "\nplace: Imam Sahib", extra="unless: {a: {place: Ishkoshim}}")
    )
    assert "it needs place Ishkoshim, the rule asks for Imam Sahib" in told
    (told,) = messages(
        rule_text(WHEN + "\nplace: Imam Sahib", extra="unless: {a: {place: Eshkashim}}")
    )
    assert "it needs place Ishkashim, the rule asks for Imam Sahib" in told
    (told,) = messages(
        rule_text(WHEN + "\nplace: Imam Sahib", extra="unless: {a: {place: {country: TJ}}}")
    )
    assert "it needs country TJ" in told


def test_an_exception_for_one_spelling_or_one_of_several_places_may_hold():
    for place in ("Ishkashim", "Eshkashim", "{country: AF}"):
        when = WHEN + "\nplace: {name: [Ishkashim, Imam Sahib]}"
        sound(rule_text(when, extra=f"unless: {{a: {{place: {place}, killed: 5}}}}"))


def test_nothing_is_held_against_what_was_taken_out():
    (told,) = messages(
        rule_text(WHEN, extra="count: {incidents: many, within: 7d}", because="too_few")
    )
    assert "'many' is not a bound" in told
    told = messages(rule_text("claim: border-crosing\nfrom: AF", extra="active: {from: now}"))
    assert not [line for line in told if "never" in line or "asks about nothing" in line]


def test_a_rule_that_another_waits_for_is_known_though_it_has_a_fault():
    waits = rule_text(WHEN, extra="not_followed_by: {rule: other-rule, within: 1d}")
    faulty = rule_text("claim: border-crosing").replace("a-rule", "other-rule")
    assert not [line for line in messages(waits, faulty) if "there is no rule" in line]


def test_a_file_that_breaks_off_lacks_no_key():
    told = messages("title: x\n  id: y\n")
    assert len(told) == 1
    assert "a key must stand exactly below the key above it" in told[0]


def test_an_empty_file_is_told_and_stops_nothing():
    loaded = load(rule_text(WHEN), "# nothing yet\n")
    assert not loaded.faults
    assert str(loaded.warnings[0]).endswith("no rule stands in this file")


def test_a_file_that_is_emptied_does_not_withdraw_its_rules():
    before = load(rule_text(WHEN))
    (fault,) = load("", before=before).faults
    assert "held rules before" in fault.message


def test_two_rules_with_one_id_are_told_at_the_second():
    (fault,) = load(rule_text(WHEN), rule_text(WHEN)).faults
    assert fault.file == "r1.yml"
    assert "r0.yml:2" in fault.message


def test_an_unknown_list_is_told():
    lists = "lists:\n  border_districts: [Ishkashim]\n"
    told = messages(rule_text(WHEN + "\nplace: {name: $border_district}"), lists)
    assert "there is no shared list $border_district. Did you mean '$border_districts'?" in told[0]


def test_lists_are_checked_too():
    told = messages("lists:\n  Bad Name: [a]\n  empty: []\n  nested: [[a]]\nwords: [b]\n")
    text = "\n".join(told)
    assert "'Bad Name' is no name" in text
    assert "'empty' is empty" in text
    assert "one word or phrase" in text
    assert "'words' is not known" in text


def test_several_rules_may_stand_in_one_file():
    two = "rules:\n" + "\n".join(
        "  - " + rule_text(WHEN).replace("a-rule", name).replace("\n", "\n    ")
        for name in ("first", "second")
    )
    assert set(sound(two).rules.by_id) == {"first", "second"}


def test_a_bad_pattern_is_told_where_it_stands():
    told = only(rule_text("text: {anywhere: ['/(?=x)/']}", because="text"))
    assert "is no pattern" in told
    assert only(rule_text("text: {anywhere: ['/a*/']}", because="text")).count("finds every text")


def test_a_rule_that_is_no_mapping_is_told():
    assert "a rule is a mapping" in only("- a\n- b\n")
    assert "a rule is a mapping" in only("just words\n")


def test_a_fault_shows_the_line_and_a_caret():
    (fault,) = load(rule_text("claim: border-crosing")).faults
    assert fault.render().splitlines()[1:] == ["      claim: border-crosing", "             ^"]
