// Sends one file up in pieces (tus) and goes on where it stopped. The browser keeps nothing: the server knows what it has.
const PAUSES = [0, 1000, 3000, 5000, 10000, 20000];
const PIECE = 4 * 1024 * 1024;
const STOPPED = "Sambungan terputus. Yang sudah terkirim tetap tersimpan.";
const PASSING = ["letak-keliru", "layanan-tidak-tersedia", "terlalu-sering", "galat"];

// How the server can tell this file from others when it is chosen again.
export const mark = (file) => `${file.name}|${file.size}|${file.lastModified}`.slice(0, 300);

// `told`: progress(bytes), waiting(), done(), stopped(sentence), begun(address). Returns what can stop it: `abort()`.
export function send(file, { endpoint, csrf, address, told }) {
  const upload = new window.tus.Upload(file, {
    endpoint,
    uploadUrl: address || null,
    chunkSize: PIECE,
    retryDelays: PAUSES,
    storeFingerprintForResuming: false,
    headers: { "X-Terbit-Formulir": csrf },
    metadata: { filename: file.name, sidik: mark(file) },
    onUploadUrlAvailable: () => told.begun(upload.url),
    onProgress: (bytes) => told.progress(bytes),
    onSuccess: () => told.done(),
    onShouldRetry: (error) => {
      const again = passes(problem(error));
      if (again) told.waiting();
      return again;
    },
    onError: (error) => told.stopped(problem(error)?.detail || STOPPED),
  });
  upload.start();
  return upload;
}

// Asks about the uploads of this berkas, or deletes one.
export async function ask(address, csrf, method = "GET") {
  const headers = { "Tus-Resumable": "1.0.0", "X-Terbit-Formulir": csrf };
  const answer = await fetch(address, { method, headers, credentials: "same-origin" });
  if (!answer.ok && answer.status !== 404) throw new Error(String(answer.status));
  return answer.status === 200 ? answer.json() : [];
}

function problem(error) {
  if (!error.originalResponse) return null;
  try {
    return JSON.parse(error.originalResponse.getBody());
  } catch {
    return { detail: "", code: error.originalResponse.getStatus() >= 500 ? "galat" : "" };
  }
}

// Whether trying again may help: not where somebody is signed out, or the berkas has moved on.
const passes = (told) => told === null || PASSING.includes(told.code);
