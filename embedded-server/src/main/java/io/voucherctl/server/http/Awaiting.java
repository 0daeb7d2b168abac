package io.voucherctl.server.http;

/** A client connection between two requests: how long that may last. Event loop only. */
final class Awaiting {
  /** A head that is longer makes room when clients make the proxy keep too much. */
  private static final int USUAL_HEAD = 2048;

  enum Verdict {
    STAY,
    CLOSE,
    /** The head did not come in time. */
    LATE
  }

  private final RequestDecoder decoder;
  private final ProxyLoop loop;
  private final ProxyTicks ticks;
  private long since;
  private long headBy;
  private boolean spoken;

  Awaiting(RequestDecoder decoder, ProxyLoop loop, ProxyTicks ticks) {
    this.decoder = decoder;
    this.loop = loop;
    this.ticks = ticks;
    this.since = loop.watch().now();
  }

  /** A request was answered; the next one may come. */
  void again() {
    since = loop.watch().now();
    headBy = 0;
    spoken = true;
  }

  long since() {
    return since;
  }

  /** To be asked once per tick. */
  Verdict at(long now, boolean draining) {
    if (decoder.begun()) {
      return head(now);
    }
    long patience = spoken ? ticks.idle() : ticks.firstByte();
    return now - since > (draining ? LoopWatch.QUIET : patience) ? Verdict.CLOSE : Verdict.STAY;
  }

  private Verdict head(long now) {
    loop.holds(decoder.taken());
    if (headBy == 0) {
      headBy = now + ticks.head();
    }
    if (loop.crowded() && decoder.taken() > USUAL_HEAD) {
      return Verdict.CLOSE;
    }
    return now >= headBy ? Verdict.LATE : Verdict.STAY;
  }
}
