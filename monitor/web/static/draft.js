"use strict";
// The draft's text field: Tab moves on as everywhere; Ctrl+Enter checks; Enter keeps the indent.
(() => {
  document.addEventListener("DOMContentLoaded", () => {
    const field = document.querySelector("[data-editor]");
    if (!field) return;
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        field.form.requestSubmit(field.form.querySelector("button.main"));
      } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        const before = field.value.slice(0, field.selectionStart);
        const indent = /^[ ]*(?:- )?/.exec(before.slice(before.lastIndexOf("\n") + 1))[0].replace("- ", "  ");
        event.preventDefault();
        field.setRangeText(`\n${indent}`, field.selectionStart, field.selectionEnd, "end");
      }
    });
  });
})();
