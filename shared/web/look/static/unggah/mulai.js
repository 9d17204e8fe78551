// The scan form with script: files are chosen or dropped, put in order, sent up at once; without script it stays as it is.
import { List } from "./daftar.js";

const WAITING = "Dikirim sendiri setelah semua berkas selesai diunggah.";
const OPEN = "Ada berkas yang belum selesai diunggah. Lanjutkan, atau keluarkan dari daftar.";

const place = document.querySelector("[data-unggah]");
if (place && window.tus?.isSupported) begin(place, place.closest("form"));

function begin(place, form) {
  const chooser = form.querySelector("input[type=file]");
  const list = new List(form, place);
  // What came up belongs to the office for which it was sent.
  form.elements.kantor?.addEventListener("change", (event) => location.assign(`?kantor=${event.target.value}`));
  chooser.closest(".isian").dataset.pemilih = "";
  chooser.removeAttribute("name"); // what is chosen goes up by itself, not once more with the form
  chooser.addEventListener("change", () => {
    list.take([...chooser.files]);
    chooser.value = "";
  });
  form.querySelector("[data-tanpa-skrip]").hidden = true;
  place.hidden = false;
  dropped(form, (files) => list.take(files));
  window.addEventListener("online", () => list.resume());
  form.addEventListener("submit", (event) => {
    const rows = list.all;
    if (rows.every((row) => row.complete)) return;
    event.preventDefault();
    list.wanted = rows.every((row) => row.state !== "terputus");
    list.say(list.wanted ? WAITING : OPEN);
  });
  list.ended = () => {
    if (list.wanted && list.all.every((row) => row.complete)) form.requestSubmit();
  };
  list.recall().catch(() => {});
}

function dropped(form, take) {
  const files = (event) => event.dataTransfer?.types.includes("Files");
  form.addEventListener("dragover", (event) => {
    if (!files(event)) return;
    event.preventDefault();
    form.dataset.diatas = "";
  });
  form.addEventListener("dragleave", (event) => form.contains(event.relatedTarget) || delete form.dataset.diatas);
  form.addEventListener("drop", (event) => {
    delete form.dataset.diatas;
    if (!files(event)) return;
    event.preventDefault();
    take([...event.dataTransfer.files]);
  });
}
