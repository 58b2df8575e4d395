// Keeps a half-written form on the server. A form asks for it with data-autosave="address" and data-version="number".
//
// Sent: every field of the form and `version`. Expected back, as JSON:
//   200 {"version": 3, "saved_at": "10:41"}
//   409 {"who": "Ruth", "saved_at": "10:39", "href": "/…/"}   somebody else saved this page meanwhile
//   400 {"message": "…"}                                       said as it is
// A redirect, 401 or 403 means signed out.
const PAUSE = 2000;
const SLOW = 1000;
const AGAIN = [5, 15, 30, 60];
// Longer than this nobody waits for a save, least of all a button that was pressed meanwhile.
const LONGEST = 10000;

for (const form of document.querySelectorAll("form[data-autosave]")) keep(form);

function keep(form) {
  const line = form.querySelector("[data-autosave-line]");
  const said = form.querySelector("[data-autosave-said]");
  let version = form.dataset.version ?? "";
  let kept = snapshot(form);
  let state = "saved";
  let failures = 0;
  let busy = false;
  // The button that was pressed while a save was under way; none while nobody waits.
  let pressed = null;
  let timer;

  const isChanged = () => snapshot(form) !== kept;

  function show(kind, parts) {
    if (!line) return;
    line.className = `autosave autosave--${kind}`;
    line.querySelector("use").setAttribute("href", kind === "kept" ? "#i-alert" : "#i-save");
    line.querySelector(".autosave__text").replaceChildren(...parts);
    // Spoken when the state changes, not at every save.
    if (said && kind !== "busy" && kind !== state) said.textContent = line.textContent;
    if (kind !== "busy") state = kind;
  }

  function later(seconds) {
    clearTimeout(timer);
    timer = setTimeout(save, seconds * 1000);
  }

  async function save({ leaving = false } = {}) {
    clearTimeout(timer);
    if (form.dataset.sent || busy || !isChanged()) return;
    busy = true;
    const sent = snapshot(form);
    const slow = setTimeout(() => show("busy", ["Saving…"]), SLOW);
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        body: body(form, version),
        headers: { "X-CSRFToken": token(form), Accept: "application/json" },
        credentials: "same-origin",
        redirect: "manual",
        keepalive: leaving,
        signal: AbortSignal.timeout(LONGEST),
      });
      await understand(answer, sent);
    } catch {
      tryAgain("Not saved: no signal. Kept on this page.");
    } finally {
      clearTimeout(slow);
      busy = false;
    }
    if (pressed) return form.requestSubmit(pressed.button);
    if (state === "saved" && isChanged()) later(PAUSE / 1000);
  }

  async function understand(answer, sent) {
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
      show("kept", ["You are signed out. Your text is kept on this page. ", link("Sign in in another tab", "/accounts/login/")]);
      later(AGAIN[1]);
    } else if (answer.ok) {
      const { version: next, saved_at: at } = await answer.json();
      version = next;
      // For the button, which sends the form as it stands.
      if (form.elements.version) form.elements.version.value = next;
      kept = sent;
      failures = 0;
      refresh(form);
      show("saved", [`Saved ${at}. You can close this page.`]);
    } else if (answer.status === 409) {
      const { who, saved_at: at, href } = await answer.json();
      show("kept", [`${who} saved this page at ${at} – `, link("see both", href)]);
    } else if (answer.status === 400) {
      const { message } = await answer.json();
      show("kept", [message]);
    } else {
      tryAgain("Not saved: the service did not answer. Kept on this page.");
    }
  }

  function tryAgain(sentence) {
    show("kept", [sentence]);
    later(AGAIN[Math.min(failures, AGAIN.length - 1)]);
    failures += 1;
  }

  // A save under way is about to make a newer version: sent beside it, the form would contradict itself.
  function send(event) {
    clearTimeout(timer);
    if (!busy) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    pressed = { button: event.submitter };
  }

  form.addEventListener("input", () => later(PAUSE / 1000));
  form.addEventListener("change", () => later(PAUSE / 1000));
  form.addEventListener("focusout", () => save());
  form.addEventListener("submit", send, { capture: true });
  window.addEventListener("online", () => save());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save({ leaving: true });
    else if (state === "kept") save();
  });
  window.addEventListener("beforeunload", (event) => {
    if (state === "kept" && isChanged() && !form.dataset.sent) event.preventDefault();
  });
}

function body(form, version) {
  const fields = new FormData(form);
  fields.delete("csrfmiddlewaretoken");
  fields.set("version", version);
  return new URLSearchParams(fields);
}

function snapshot(form) {
  return body(form, "").toString();
}

// Signing in again in another tab changes the token: the cookie has the new one.
function token(form) {
  const cookie = document.cookie.split("; ").find((part) => part.startsWith("csrftoken="));
  return cookie ? cookie.slice("csrftoken=".length) : form.elements.csrfmiddlewaretoken.value;
}

function refresh(form) {
  form.elements.csrfmiddlewaretoken.value = token(form);
}

function link(text, href) {
  const anchor = document.createElement("a");
  anchor.href = href;
  anchor.target = "_blank";
  anchor.rel = "noopener";
  anchor.textContent = text;
  return anchor;
}
