// Shows how far long work is, as the server tells it. Without this script the page loads itself anew.
"use strict";

for (const place of document.querySelectorAll("[data-kemajuan]")) {
  const source = new EventSource(place.dataset.kemajuan);
  const bar = place.querySelector("progress");
  const sentence = place.querySelector("[data-kalimat]");
  source.addEventListener("kemajuan", (event) => {
    const told = JSON.parse(event.data);
    sentence.textContent = told.kalimat;
    if (told.perlu) {
      bar.max = told.perlu;
      bar.value = told.dibaca;
    }
  });
  source.addEventListener("selesai", () => {
    source.close();
    window.location.reload();
  });
}
