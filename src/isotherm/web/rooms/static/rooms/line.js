// The line to a room: comes back by itself from where it stopped, and loses nothing that was sent.
const firstWait = 500; // milliseconds, doubled up to the longest
const longestWait = 15000;
const afterFlood = 10000;

export class Line {
  constructor(room, { after, desk, told, state }) {
    this.room = room;
    this.after = after;
    this.desk = desk;
    this.told = told; // called with every message
    this.state = state; // called with "on", "off", "over" or "out"
    this.pending = new Map(); // key: act, until it is answered
    this.wait = firstWait;
    addEventListener("online", () => this.open());
    this.open();
  }

  open() {
    if (this.socket && this.socket.readyState <= WebSocket.OPEN) return;
    clearTimeout(this.again);
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const desk = this.desk ? "&desk=1" : "";
    const socket = new WebSocket(
      `${scheme}://${location.host}/ws/rooms/${encodeURIComponent(this.room)}?after=${this.after}${desk}`,
    );
    this.socket = socket;
    socket.addEventListener("message", (event) => this.hear(JSON.parse(event.data)));
    socket.addEventListener("close", (event) => this.closed(event));
    socket.addEventListener("open", () => {
      this.wait = firstWait;
      this.state("on");
      for (const act of this.pending.values()) socket.send(JSON.stringify(act));
    });
  }

  hear(message) {
    for (const line of message.lines ?? []) this.after = Math.max(this.after, line.seq);
    if ("ack" in message) {
      const act = this.pending.get(message.ack);
      this.pending.delete(message.ack);
      if (act) this.told({ ...message, act });
      return;
    }
    this.told(message);
  }

  closed(event) {
    if (event.code === 1000) return this.state("over");
    if (event.code === 1008 && event.reason === "signed out") return this.state("out");
    this.state("off");
    const wait = event.reason === "too fast" ? afterFlood : this.wait * (0.5 + Math.random());
    this.wait = Math.min(2 * this.wait, longestWait);
    this.again = setTimeout(() => this.open(), wait);
  }

  // Sent now, or as soon as the line is back; the same key is never done twice.
  send(act) {
    const key = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`.slice(0, 40);
    const keyed = { ...act, key };
    this.pending.set(key, keyed);
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(keyed));
    return key;
  }
}
