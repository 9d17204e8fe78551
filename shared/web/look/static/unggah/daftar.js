// The files of one scan in the order in which they will be joined.
import { Row, size } from "./baris.js";
import { ask, mark, send } from "./kirim.js";
import { keep, kept, move, orderable } from "./urutan.js";

const AGAIN = "Pilih lagi berkas yang sama untuk melanjutkan, atau keluarkan dari daftar.";

export class List {
  constructor(form, place) {
    this.endpoint = place.dataset.alamat;
    this.most = Number(place.dataset.terbesar);
    this.order = (place.dataset.urutan || kept()).split(" ");
    this.csrf = form.elements.csrf.value;
    this.list = place.querySelector("ol");
    this.template = place.querySelector("template");
    this.voice = place.querySelector("[role=status]");
    this.rows = new Map();
    this.wanted = false; // to be sent when all of it is there
    this.ended = () => {};
    this.list.addEventListener("click", (event) => this.pressed(event));
    orderable(this.list, (node) => this.ordered(node));
  }

  get all() {
    return [...this.list.children].map((node) => this.rows.get(node));
  }

  // What came up before this page was loaded, in the order in which it was last sent or put.
  async recall() {
    const place = (known) => (this.order.indexOf(known.id) + 1 || Infinity);
    const all = await ask(this.endpoint, this.csrf);
    for (const known of all.sort((one, other) => place(one) - place(other) || 0)) {
      const row = this.add(known.nama, known.ukuran);
      row.mark = known.sidik;
      row.begun(`/api/scan/unggahan/${known.id}`);
      row.progress(known.diterima);
      if (known.diterima === known.ukuran) row.done();
      else row.stopped(`Terputus di ${row.part("kemajuan").value} %. ${AGAIN}`);
    }
  }

  take(files) {
    for (const file of files) {
      const before = this.all.find((row) => row.file === null && !row.complete && row.mark === mark(file));
      const row = before || this.add(file.name, file.size);
      row.file = file;
      row.mark = mark(file);
      row.show("Menunggu giliran", "menunggu");
    }
    this.next();
  }

  add(name, bytes) {
    const row = new Row(this.template, name, bytes);
    this.rows.set(row.node, row);
    this.list.append(row.node);
    this.numbered();
    return row;
  }

  // One after the other: a slow line is not shared out among many.
  next() {
    if (this.all.some((row) => row.state === "jalan")) return;
    const row = this.all.find((one) => one.state === "menunggu" && one.file);
    if (row) this.start(row);
    else this.ended();
  }

  start(row) {
    if (row.bytes > this.most) {
      row.stopped(`Lebih besar dari ${size(this.most)}. Perkecil atau bagi berkasnya, lalu pilih lagi.`);
      row.part("lanjut").hidden = true;
      this.next();
      return;
    }
    row.show("Mengirim", "jalan");
    const told = {
      begun: (address) => {
        row.begun(address);
        keep(this.all);
      },
      progress: (bytes) => row.progress(bytes),
      waiting: () => row.waiting(),
      done: () => this.finished(row, () => row.done()),
      stopped: (sentence) => this.finished(row, () => row.stopped(sentence)),
    };
    row.upload = send(row.file, { endpoint: this.endpoint, csrf: this.csrf, address: row.address, told });
  }

  finished(row, how) {
    how();
    this.say(`${row.name}: ${row.part("keadaan").textContent}`);
    this.next();
  }

  // Whoever was stopped by the line alone goes on.
  resume() {
    for (const row of this.all) if (row.state === "terputus" && row.file) row.show("Menunggu giliran", "menunggu");
    this.next();
  }

  pressed(event) {
    const button = event.target.closest("button");
    const row = button && this.rows.get(button.closest("li"));
    if (!row) return;
    const what = button.dataset.bagian;
    if (what === "naik" || what === "turun") this.moved(row, button, what === "naik");
    else if (what === "lanjut") this.resume();
    else if (what === "keluar") this.remove(row);
  }

  moved(row, button, up) {
    move(row.node, up);
    this.ordered(row.node);
    (button.disabled ? row.part(up ? "turun" : "naik") : button).focus();
  }

  async remove(row) {
    this.wanted = false; // who takes a file out looks at the list again before it is sent
    const beside = row.node.nextElementSibling || row.node.previousElementSibling;
    row.upload?.abort();
    row.node.remove();
    this.rows.delete(row.node);
    this.numbered();
    this.say(`${row.name} dikeluarkan dari daftar.`);
    (beside ? this.rows.get(beside).part("keluar") : document.querySelector("[data-pemilih] input")).focus();
    if (row.address) await ask(row.address, this.csrf, "DELETE").catch(() => {});
    this.next();
  }

  ordered(node) {
    this.numbered();
    const index = this.all.findIndex((row) => row.node === node);
    this.say(`${this.rows.get(node).name} sekarang nomor ${index + 1} dari ${this.all.length}.`);
  }

  numbered() {
    const rows = this.all;
    rows.forEach((row, index) => row.placed(index, rows.length - 1));
    keep(rows);
  }

  say(sentence) {
    this.voice.textContent = sentence;
  }
}
