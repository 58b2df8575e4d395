// Every page works without this. It moves the focus to what went wrong, and lets a form be sent once.
const A_DOWNLOAD = 4000;

document.body.classList.add("js-enabled");

document.querySelector("[data-focus]")?.focus();

// The second press of an impatient finger must not send a second time.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  // After the browser has read the form: a disabled button would not send its name.
  setTimeout(() => markButtons(form, "true"));
  // A file leaves the page as it is: say so, and let the form be sent again.
  if (form.dataset.download) setTimeout(() => downloaded(form), A_DOWNLOAD);
});

function downloaded(form) {
  release(form);
  forgetErrors(form);
  form.querySelector("[data-downloaded]")?.replaceChildren(form.dataset.download);
}

// The file came, so nothing is wrong any more with what was typed: an answer with mistakes would have replaced the page.
function forgetErrors(form) {
  document.querySelector(".govuk-error-summary")?.remove();
  for (const sentence of form.querySelectorAll(".govuk-error-message")) sentence.remove();
  for (const group of form.querySelectorAll(".govuk-form-group--error")) group.classList.remove("govuk-form-group--error");
  for (const box of form.querySelectorAll("[aria-invalid]")) box.removeAttribute("aria-invalid");
  document.title = document.title.replace(/^Error: /, "");
}

// A page brought back by "Back" may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    release(form);
  }
});

function release(form) {
  delete form.dataset.sent;
  markButtons(form, null);
}

function markButtons(form, disabled) {
  for (const button of form.querySelectorAll("button[type=submit]")) {
    if (disabled) button.setAttribute("aria-disabled", disabled);
    else button.removeAttribute("aria-disabled");
  }
}
