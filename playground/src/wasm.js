// Loads the library, which comes as text inside the page's scripts.

import { init as initLibrary } from "tarspay";
import { init as initExplain } from "tarspay/explain";
import explain from "packed:explain";
import library from "packed:tarspay";

export async function load() {
  const [main, more] = await Promise.all([unpack(library), unpack(explain)]);
  await Promise.all([initLibrary(main), initExplain(more)]);
}

async function unpack(text) {
  const packed = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}
