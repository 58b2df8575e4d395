// Says how many characters are left. The server decides; nothing is cut off here.
const PAUSE = 1000;

for (const group of document.querySelectorAll("[data-limit]")) {
  const area = group.querySelector("textarea");
  const line = group.querySelector("[data-limit-line]");
  const limit = Number(group.dataset.limit);
  const spoken = document.createElement("span");
  spoken.className = "sr";
  spoken.setAttribute("role", "status");
  line.after(spoken);
  let timer;

  const show = () => {
    const left = limit - [...area.value].length;
    line.textContent = sentence(left);
    line.classList.toggle("limit--over", left < 0);
    clearTimeout(timer);
    // Spoken only near the end, and only when the typing rests.
    if (left < limit / 10) timer = setTimeout(() => (spoken.textContent = sentence(left)), PAUSE);
  };

  area.addEventListener("input", show);
  show();
}

function sentence(left) {
  const count = Math.abs(left).toLocaleString("en-GB");
  const noun = Math.abs(left) === 1 ? "character" : "characters";
  return left < 0 ? `${count} ${noun} too many` : `${count} ${noun} left`;
}
