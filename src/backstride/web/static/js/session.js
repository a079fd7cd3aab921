// Timers for a session. Without this script the doses stand on the page and the link goes on.
for (const box of document.querySelectorAll(".timer")) {
  const phases = JSON.parse(box.dataset.phases);
  const name = box.querySelector(".timer-name");
  const clock = box.querySelector(".timer-clock");
  const go = box.querySelector(".timer-go");
  const skip = box.querySelector(".timer-skip");
  const sound = box.querySelector(".timer-sound");
  let at = 0;
  let ends = 0;
  let left = null;
  let tick = 0;
  let audio = null;
  const beep = () => {
    if (!sound.checked || !audio) return;
    const tone = audio.createOscillator();
    const level = audio.createGain();
    tone.frequency.value = 880;
    level.gain.setValueAtTime(0.3, audio.currentTime);
    level.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.4);
    tone.connect(level).connect(audio.destination);
    tone.start();
    tone.stop(audio.currentTime + 0.4);
  };
  const two = (number) => String(number).padStart(2, "0");
  const show = () => {
    const [title, seconds] = phases[at] ?? ["Well done", 0];
    if (name.textContent !== title) name.textContent = title;
    const rest = Math.ceil(left ?? seconds ?? 0);
    clock.textContent = seconds === null ? "at your own pace" : `${Math.floor(rest / 60)}:${two(rest % 60)}`;
    clock.hidden = at >= phases.length;
    go.textContent = at >= phases.length ? "Again" : tick ? "Pause" : seconds === null ? "I have done it" : left === null ? "Start" : "Go on";
    skip.disabled = at >= phases.length;
  };
  const stop = () => { clearInterval(tick); tick = 0; };
  const step = () => {
    stop();
    left = null;
    at += 1;
    beep();
    show();
    if (at < phases.length && phases[at][1] !== null && at > 0) run();
  };
  const run = () => {
    const seconds = left ?? phases[at][1];
    ends = performance.now() + 1000 * seconds;
    tick = setInterval(() => {
      left = Math.max(0, (ends - performance.now()) / 1000);
      if (left === 0) step(); else show();
    }, 200);
    show();
  };
  go.addEventListener("click", () => {
    audio ??= new AudioContext();
    if (at >= phases.length) { at = 0; left = null; show(); return; }
    if (phases[at][1] === null) { step(); return; }
    if (tick) { stop(); show(); } else run();
  });
  skip.addEventListener("click", () => { audio ??= new AudioContext(); step(); });
  box.hidden = false;
  show();
}
