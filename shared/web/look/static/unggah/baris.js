// One file in the list: a row whose words and controls stand in the page's <template>.
const MB = 1024 * 1024;

export const size = (bytes) =>
  bytes < MB ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / MB).toFixed(1).replace(".", ",")} MB`;

export class Row {
  constructor(template, name, bytes) {
    this.node = template.content.firstElementChild.cloneNode(true);
    this.name = name;
    this.bytes = bytes;
    this.state = "menunggu";
    this.address = "";
    this.mark = "";
    this.file = null;
    this.upload = null;
    this.part("nama").textContent = name;
    this.part("ukuran").textContent = size(bytes);
    for (const button of this.node.querySelectorAll("button")) {
      button.setAttribute("aria-label", `${button.textContent.trim()}: ${name}`);
    }
    this.part("kemajuan").setAttribute("aria-label", `Terunggah: ${name}`);
    this.show("Menunggu giliran");
  }

  part(name) {
    return this.node.querySelector(`[data-bagian="${name}"]`);
  }

  get complete() {
    return this.state === "selesai";
  }

  // The id goes with the form as soon as there is one; the order of the rows is the order of the fields.
  begun(address) {
    this.address = address;
    this.part("id").value = address.split("/").pop();
  }

  progress(bytes) {
    const share = this.bytes ? Math.floor((100 * bytes) / this.bytes) : 100;
    this.part("kemajuan").value = share;
    this.show(`Terunggah ${share} %`, "jalan");
  }

  waiting() {
    this.show("Sambungan terputus. Dilanjutkan sendiri begitu tersambung lagi.", "jalan");
  }

  done() {
    this.upload = null;
    this.part("kemajuan").value = 100;
    this.show("Sudah terunggah", "selesai");
  }

  stopped(sentence) {
    this.upload = null;
    this.show(sentence, "terputus");
  }

  show(sentence, state = this.state) {
    this.state = state;
    this.node.dataset.keadaan = state;
    this.part("keadaan").textContent = sentence;
    this.part("lanjut").hidden = state !== "terputus" || this.file === null;
  }

  // Where it stands among the others.
  placed(index, last) {
    this.part("urutan").textContent = `${index + 1}.`;
    this.part("naik").disabled = index === 0;
    this.part("turun").disabled = index === last;
  }
}
