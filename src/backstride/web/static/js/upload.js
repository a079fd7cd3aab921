// Shows progress while files are sent, takes dropped files, and says no to huge ones before they are sent.
// Without this script the same forms work; only the progress bar is missing.
for (const form of document.querySelectorAll("form.upload")) {
  const input = form.querySelector("input[type=file]");
  const drop = form.querySelector(".drop");
  const bar = form.querySelector("progress");
  const line = form.querySelector(".upload-line");
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
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const total = Array.from(input.files).reduce((sum, file) => sum + file.size, 0);
    if (total > Number(form.dataset.mostBytes)) {
      line.textContent = `That is ${Math.round(total / 2 ** 30)} GB, more than we can take at once. Nothing was sent. Send fewer files.`;
      return;
    }
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.addEventListener("progress", (sent) => {
      bar.hidden = false;
      bar.value = (100 * sent.loaded) / (sent.total || 1);
      line.textContent = `Sending: ${Math.round(bar.value)} of 100`;
    });
    request.addEventListener("load", () => {
      if (request.status < 400) { location.assign(`${location.pathname}#work`); location.reload(); return; }
      const answer = new DOMParser().parseFromString(request.responseText, "text/html");
      const problem = answer.querySelector(".problem p, main .lead");
      bar.hidden = true;
      line.textContent = problem ? problem.textContent : "That did not work. Try once more.";
    });
    request.addEventListener("error", () => {
      bar.hidden = true;
      line.textContent = "The connection broke, so nothing was added. Is Backstride still running? Then try once more.";
    });
    request.send(new FormData(form));
  });
}
