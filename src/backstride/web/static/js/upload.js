// Shows progress while files are sent, takes dropped files, and says no to huge ones before they are sent. Large files go
// in pieces: after a lost connection they go on by themselves, after a reload when the same file is chosen again.
// Without this script the same forms work; they send everything in one go.
const PIECE = 4 * 2 ** 20;
const LONGEST_WAIT_MS = 15000;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

class Refused extends Error {} // the app said no, in a line for the person
class Stopped extends Error {}

const sendPieces = async (base, file, hears) => {
  const memory = `backstride-parcel-${base}-${file.name}-${file.size}-${file.lastModified}`;
  let wait = 500;
  // Ask until an answer comes: the app may be starting again, or the phone out of reach.
  const ask = async (address, options) => {
    for (;;) {
      if (hears.stopped()) throw new Stopped();
      try {
        const answer = await fetch(address, options);
        if (answer.status < 500) { wait = 500; return answer; }
      } catch { /* told below, then tried again */ }
      hears.waits();
      await pause(wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    }
  };
  const told = async (answer) => {
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok && answer.status !== 409) throw new Refused(said.line || "That did not work. Try once more.");
    return said;
  };
  let known = localStorage.getItem(memory);
  let at = null;
  if (known) {
    const answer = await ask(`${base}/parcels/${known}`);
    if (answer.ok) at = (await answer.json()).offset;
  }
  if (at === null) {
    const body = new URLSearchParams({ name: file.name, size: file.size });
    const said = await told(await ask(`${base}/parcels`, { method: "POST", body }));
    [known, at] = [said.id, said.offset];
    localStorage.setItem(memory, known);
  }
  while (at < file.size) {
    hears.has(at);
    const body = file.slice(at, at + PIECE);
    const answer = await ask(`${base}/parcels/${known}`, { method: "PUT", body, headers: { "Upload-Offset": String(at) } });
    if (answer.status === 404) { localStorage.removeItem(memory); return sendPieces(base, file, hears); }
    at = (await told(answer)).offset;
  }
  localStorage.removeItem(memory);
  hears.has(at);
  return known;
};

for (const form of document.querySelectorAll("form.upload")) {
  const input = form.querySelector("input[type=file]");
  const drop = form.querySelector(".drop");
  const bar = form.querySelector("progress");
  const line = form.querySelector(".upload-line");
  const stop = form.querySelector(".upload-stop");
  const button = form.querySelector("button[type=submit]");
  form.querySelector(".drop-hint").textContent = "or drop them here";
  const over = (on) => drop.classList.toggle("over", on);
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => { event.preventDefault(); over(true); });
  }
  for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => over(false));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
  });
  const show = (sent, total, words = "Sending") => {
    bar.hidden = false;
    bar.value = (100 * sent) / (total || 1);
    line.textContent = `${words}: ${Math.floor(bar.value)} of 100`;
  };
  const end = (words) => {
    bar.hidden = stop.hidden = true;
    button.disabled = false;
    line.textContent = words;
  };
  const sendForm = (fields, before, total) => new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.addEventListener("progress", (sent) => show(before + (total - before) * (sent.loaded / (sent.total || 1)), total));
    request.addEventListener("load", () => {
      if (request.status < 400) { resolve(); return; }
      const answer = new DOMParser().parseFromString(request.responseText, "text/html");
      const problem = answer.querySelector(".problem p, main .lead");
      reject(new Refused(problem ? problem.textContent : "That did not work. Try once more."));
    });
    request.addEventListener("error", () => reject(new Refused("The connection broke, so nothing was added. Is Backstride still running? Then try once more.")));
    stop.addEventListener("click", () => { request.abort(); reject(new Stopped()); }, { once: true });
    request.send(fields);
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const files = Array.from(input.files);
    const total = files.reduce((sum, file) => sum + file.size, 0);
    if (total > Number(form.dataset.mostBytes)) {
      line.textContent = `That is ${Math.round(total / 2 ** 30)} GB, more than we can take at once. Nothing was sent. Send fewer files.`;
      return;
    }
    let stopped = false;
    stop.onclick = () => { stopped = true; };
    stop.hidden = false;
    button.disabled = true;
    const fields = new FormData(form);
    fields.delete("files");
    const parcels = [];
    let done = 0;
    try {
      for (const file of files) {
        if (file.size <= PIECE) { fields.append("files", file); continue; }
        const before = done;
        parcels.push(await sendPieces(form.action.replace(/\/upload$/, ""), file, {
          has: (bytes) => show(before + bytes, total),
          waits: () => { line.textContent = "The connection is lost. It goes on by itself as soon as Backstride can be reached."; },
          stopped: () => stopped,
        }));
        done += file.size;
      }
      if (parcels.length) fields.append("parcels", parcels.join(","));
      await sendForm(fields, done, total);
      location.assign(`${location.pathname}#work`);
      location.reload();
    } catch (problem) {
      if (problem instanceof Refused) end(problem.message);
      else if (problem instanceof Stopped) end("Stopped. Choose the same file again to go on, or load this page to throw it away.");
      else throw problem;
    }
  });
}
