package io.voucherctl.commands.load.http;

/**
 * One connection to the target as its {@link HttpLane} sees it. The sending thread's alone. It
 * tells each {@link HttpCall} it carries how that one ended, and tells its lane when it closes.
 */
abstract class HttpConnection {
  /** How many calls it carries now; the lane counts. */
  int carried;

  /** How many calls it may carry at once. */
  abstract int room();

  abstract boolean isOpen();

  /** Writes the request; one that could not be begun is told as {@link HttpCall#notBegun}. */
  abstract void carry(HttpCall call);

  /** The call is given up: its answer must never be taken for another's. */
  abstract void abandon(HttpCall call);

  abstract void close();
}
