// Timers for a session. Without this script the doses stand on the page and the link goes on.
for (const box of document.querySelectorAll(".timer")) {
  const phases = JSON.parse(box.dataset.phases);
  const [name, clock, coming, go, skip, sound] = ["name", "clock", "next", "go", "skip", "sound"].map((part) => box.querySelector(`.timer-${part}`));
  let at = 0;
  let ends = 0;
  let left = null; // seconds left of a phase that was begun
  let tick = 0;
  let audio = null;
  let awake = null;
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
  const wake = async (on) => { // keep a phone's screen on while a phase runs, where the browser can
    if (on && !awake) awake = await navigator.wakeLock?.request("screen").catch(() => null);
    if (!on && awake) { awake.release(); awake = null; }
  };
  const two = (number) => String(number).padStart(2, "0");
  const words = (seconds) => seconds === null ? "at your own pace" : `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
  const verb = () => {
    if (at >= phases.length) return "Again";
    if (tick) return "Pause";
    if (phases[at][1] === null) return "I have done it";
    return left === null ? "Start" : "Go on";
  };
  const show = () => {
    const [title, seconds] = phases[at] ?? ["Well done", 0];
    const then = phases[at + 1];
    if (name.textContent !== title) name.textContent = title;
    clock.textContent = words(seconds === null ? null : Math.ceil(left ?? seconds));
    clock.hidden = at >= phases.length;
    coming.textContent = then ? `Next: ${then[0]}, ${words(then[1])}` : at < phases.length ? "This is the last part" : "Take the button below to go on";
    go.textContent = verb();
    skip.disabled = at >= phases.length;
  };
  const stop = () => { clearInterval(tick); tick = 0; };
  const run = (from) => {
    ends = from + 1000 * (left ?? phases[at][1]);
    stop();
    tick = setInterval(() => {
      const now = performance.now();
      left = Math.max(0, (ends - now) / 1000);
      if (left === 0) step(now - ends < 1000 ? ends : now); else show();
    }, 200);
    wake(true);
    show();
  };
  const step = (from) => {
    stop();
    left = null;
    at += 1;
    beep();
    if (at < phases.length && phases[at][1] !== null) run(from);
    else { wake(false); show(); }
  };
  go.addEventListener("click", () => {
    audio ??= new AudioContext();
    if (at >= phases.length) { at = 0; left = null; show(); return; }
    if (phases[at][1] === null) { step(performance.now()); return; }
    if (tick) { stop(); wake(false); show(); } else run(performance.now());
  });
  skip.addEventListener("click", () => { audio ??= new AudioContext(); step(performance.now()); });
  box.hidden = false;
  show();
}
