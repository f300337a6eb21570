import { createReadStream } from 'node:fs';

export type Encoding = 'utf-8' | 'windows-1252';

/** The bytes of the file are not text in an encoding of the register. */
export class MisencodedFileError extends Error {
  override readonly name = 'MisencodedFileError';
}

const UTF_8_MARK = [0xef, 0xbb, 0xbf];
const UTF_16_MARKS = [
  [0xff, 0xfe],
  [0xfe, 0xff],
];

/** A byte that is no UTF-8, as the decoder marks it. */
const BROKEN = '\uFFFD';
/** Characters that UTF-8 writes with several bytes. */
const BEYOND_ASCII = /[^\0-\x7f]/gu;

/**
 * Official files are windows-1252 ("ISO-8859-1" in the Department's own tools), and others save them as UTF-8. What is
 * whole UTF-8 is UTF-8. What is not is windows-1252, unless it says that it is UTF-8, or a good part of it is: then
 * something broke it. A few such characters prove nothing, because official files hold names that were encoded twice.
 *
 * @throws MisencodedFileError for UTF-16 and for a mixture of encodings
 */
export async function detectEncoding(path: string): Promise<Encoding> {
  const decoder = new TextDecoder('utf-8');
  let line = 1;
  let whole = 0;
  let broken = 0;
  let brokenLine = 0;
  let first = true;
  let marked = false;

  const look = (text: string) => {
    for (const [character] of text.matchAll(BEYOND_ASCII)) {
      if (character === BROKEN) broken++;
      else whole++;
    }
    if (brokenLine === 0 && broken > 0) brokenLine = line + countLines(text.slice(0, text.indexOf(BROKEN)));
    line += countLines(text);
  };
  for await (const bytes of createReadStream(path) as AsyncIterable<Buffer>) {
    if (first) {
      refuseUtf16(bytes);
      marked = UTF_8_MARK.every((byte, place) => bytes[place] === byte);
      first = false;
    }
    look(decoder.decode(bytes, { stream: true }));
  }
  look(decoder.decode());

  if (broken === 0) return 'utf-8';
  if (marked || whole * 10 > broken) {
    throw new MisencodedFileError(
      `line ${brokenLine} has bytes that are not UTF-8 while the rest is UTF-8: the file mixes two encodings, fetch it again`,
    );
  }
  return 'windows-1252';
}

function refuseUtf16(start: Buffer): void {
  const marked = UTF_16_MARKS.some((mark) => mark.every((byte, place) => start[place] === byte));
  if (marked || start.subarray(0, 1000).includes(0)) {
    throw new MisencodedFileError(
      'the file is UTF-16 or not text: take the register as it is downloaded, or save it as "CSV UTF-8"',
    );
  }
}

const countLines = (text: string) => text.split('\n').length - 1;
