// Order by hand: buttons for the keyboard, dragging for the mouse.
export function orderable(list, changed) {
  let dragged = null;

  list.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("li");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
    dragged.dataset.diseret = "";
  });
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("li");
    if (!dragged) return;
    event.preventDefault();
    if (over && over !== dragged) {
      const box = over.getBoundingClientRect();
      list.insertBefore(dragged, event.clientY < box.top + box.height / 2 ? over : over.nextSibling);
    }
  });
  list.addEventListener("drop", (event) => dragged && event.preventDefault());
  list.addEventListener("dragend", () => {
    if (!dragged) return;
    delete dragged.dataset.diseret;
    changed(dragged);
    dragged = null;
  });
}

export function move(node, up) {
  const other = up ? node.previousElementSibling : node.nextElementSibling;
  if (other) node.parentNode.insertBefore(up ? node : other, up ? other : node);
}

// By the ids alone, in this tab, for when the page is loaded anew.
const name = `urutan ${location.pathname}`;

export const kept = () => sessionStorage.getItem(name) || "";

export function keep(rows) {
  sessionStorage.setItem(name, rows.map((row) => row.part("id").value).join(" "));
}
