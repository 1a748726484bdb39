/** A progress line: bar, rows, rate and time left; silent where nobody watches. */
export function openProgress(stream: NodeJS.WriteStream, label: string) {
  const began = performance.now();
  const watched = stream.isTTY === true;
  let shown = 0;
  const write = (rows: number, share: number) => {
    const seconds = (performance.now() - began) / 1000;
    const rate = rows / Math.max(seconds, 0.001);
    const left = share > 0.005 ? `${Math.ceil((seconds / share) * (1 - share))} s left` : '';
    const filled = Math.round(share * 24);
    return `${label} ${'█'.repeat(filled)}${'░'.repeat(24 - filled)} ${(share * 100).toFixed(0).padStart(3)} % · ${rows} rows · ${rate.toFixed(0)}/s · ${left}`;
  };
  return {
    step(rows: number, share: number) {
      const now = performance.now();
      if (now - shown < (watched ? 200 : 10_000)) return;
      shown = now;
      stream.write(watched ? `\r\x1b[K${write(rows, share)}` : `${write(rows, share)}\n`);
    },
    done(rows: number) {
      stream.write(watched ? `\r\x1b[K${write(rows, 1)}\n` : `${write(rows, 1)}\n`);
    },
  };
}
