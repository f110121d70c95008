// Events carry numbers without gaps. What is already known is left out; what leaves a gap has to be asked for again.

export function inOrder(last, events) {
  const fresh = [];
  let next = last + 1;
  for (const event of events) {
    if (event.seq === next) {
      fresh.push(event);
      next += 1;
    } else if (event.seq > next) {
      return { fresh, gap: true };
    }
  }
  return { fresh, gap: false };
}
