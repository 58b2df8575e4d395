// What was opened closes by itself: after its seconds, when the page is left or hidden for a while, and before printing.
// Spoken at 20 and at 5 seconds. Without this the page says that it does not close by itself.
const vault = document.querySelector("[data-closes-after]");
if (vault) watch(vault);

function watch(vault) {
  const until = Date.now() + Number(vault.dataset.closesAfter) * 1000;
  const shown = vault.querySelector("[data-countdown]");
  const said = vault.querySelector("[data-countdown-said]");
  const spoken = new Set();
  const ticking = setInterval(tick, 500);

  function tick() {
    const left = Math.max(0, Math.ceil((until - Date.now()) / 1000));
    if (left === 0) return close();
    shown.textContent = `Closes in ${left} s`;
    for (const moment of [20, 5]) {
      if (left <= moment && !spoken.has(moment)) {
        spoken.add(moment);
        said.textContent = `Closes in ${moment} seconds`;
      }
    }
  }

  function close() {
    clearInterval(ticking);
    for (const value of vault.querySelectorAll("[data-secret-value]")) {
      value.replaceChildren();
      value.className = "bar";
    }
    vault.classList.remove("vault--open");
    vault.querySelector("[data-vault-title]").textContent = "Where the child lives, closed";
    shown.textContent = "Closed.";
    vault.querySelector(".countdown a").textContent = "Back to the placement";
    said.textContent = "It is closed.";
  }

  window.addEventListener("pagehide", close);
  window.addEventListener("beforeprint", close);
  // A tab that nobody looks at is a page that was left.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) close();
  });
  tick();
}
