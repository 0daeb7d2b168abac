package io.voucherctl.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/**
 * Looks for the end of a line, or of lines up to an empty one, in bytes that come piece by piece;
 * looks at each byte once. Every line ends with CR LF; {@link Malformed} otherwise.
 */
final class HeadLines {
  private final int mostFirst;
  private final int mostOthers;

  // all counted from the reader's place
  private int scanned;
  private int lineBegin;
  private int othersBegin;

  /** Limits in bytes: of the first line, and of all others together. */
  HeadLines(int mostFirst, int mostOthers) {
    this.mostFirst = mostFirst;
    this.mostOthers = mostOthers;
  }

  /** Whether bytes were looked at that did not suffice. */
  boolean begun() {
    return scanned > 0;
  }

  /** Length of all lines, the empty one included; 0 while it has not come. */
  int section(ByteBuf in) {
    for (int end = next(in); end > 0; end = next(in)) {
      int length = end - lineBegin;
      lineBegin = end;
      if (length == 2) {
        return found(end);
      }
      if (othersBegin == 0) {
        othersBegin = end;
      }
    }
    return 0;
  }

  /** Length of the one line; 0 while its end has not come. */
  int line(ByteBuf in) {
    int end = next(in);
    return end == 0 ? 0 : found(end);
  }

  private int found(int end) {
    scanned = 0;
    lineBegin = 0;
    othersBegin = 0;
    return end;
  }

  /** Where the next line ends; 0 when its end has not come. */
  private int next(ByteBuf in) {
    int begin = in.readerIndex();
    int at = in.indexOf(begin + scanned, in.writerIndex(), (byte) '\n');
    scanned = at < 0 ? in.readableBytes() : at - begin + 1;
    if (othersBegin == 0 && scanned > mostFirst) {
      throw new TooLongHttpLineException("a line of more than " + mostFirst + " bytes");
    }
    if (othersBegin > 0 && scanned - othersBegin > mostOthers) {
      throw new TooLongHttpHeaderException("more than " + mostOthers + " bytes of headers");
    }
    if (at < 0) {
      return 0;
    }
    if (scanned - lineBegin < 2 || in.getByte(at - 1) != '\r') {
      throw new Malformed("a line without CR LF");
    }
    return scanned;
  }
}
