// A metronome for quicker steps. Ticks are set ahead on the sound card's own clock, so that they stay even.
const AHEAD_S = 0.2;
for (const box of document.querySelectorAll(".metronome")) {
  const button = box.querySelector("button");
  const gap = 60 / Number(box.dataset.beatsPerMin);
  const start = button.textContent;
  let sound = null;
  let timer = 0;
  let next = 0;
  const tick = (at) => {
    const tone = sound.createOscillator();
    const level = sound.createGain();
    tone.frequency.value = 1000;
    level.gain.setValueAtTime(0.4, at);
    level.gain.exponentialRampToValueAtTime(0.001, at + 0.05);
    tone.connect(level).connect(sound.destination);
    tone.start(at);
    tone.stop(at + 0.06);
  };
  const fill = () => { while (next < sound.currentTime + AHEAD_S) { tick(next); next += gap; } };
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    button.textContent = on ? "Stop the metronome" : start;
    if (on) {
      sound = new AudioContext();
      next = sound.currentTime + 0.1;
      timer = setInterval(fill, 50);
    } else {
      clearInterval(timer);
      sound.close();
    }
  });
  box.hidden = false;
}
