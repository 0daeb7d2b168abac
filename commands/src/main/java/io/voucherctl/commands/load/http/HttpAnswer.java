package io.voucherctl.commands.load.http;

import java.util.Arrays;

/**
 * Reads the answers of one HTTP/1.1 connection, one after another, from pieces of any size (RFC
 * 9112). Bodies are counted and thrown away. Strict where leniency would let one answer run into
 * the next; nothing that comes makes it keep more than a bounded line.
 */
final class HttpAnswer {
  /** All lines of one answer together, its interim answers included. */
  static final int MOST_HEAD_BYTES = 64 * 1024;

  private enum At {
    STATUS_LINE,
    FIELD,
    BODY,
    BODY_TO_THE_END,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILER,
    WHOLE,
    BROKEN
  }

  private static final int STATUS_LINE_LEAST = "HTTP/1.1 200".length();
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int MOST_CHUNK_DIGITS = 15;

  private final HttpFields fields = new HttpFields();
  private At at = At.STATUS_LINE;
  private byte[] partial = new byte[0];
  private int partialLength;
  private int headBytes;
  private int status;
  private long left;
  private boolean closes;

  /** Forgets the last answer. */
  void restart() {
    at = At.STATUS_LINE;
    partialLength = 0;
    headBytes = 0;
    closes = false;
  }

  int status() {
    return status;
  }

  boolean isWhole() {
    return at == At.WHOLE;
  }

  /** What came is no HTTP/1.1. */
  boolean isBroken() {
    return at == At.BROKEN;
  }

  /** Whether the connection may carry another request after this answer. */
  boolean isReusable() {
    return !closes && fields.keepAlive();
  }

  /** The target closed the connection: the end of some answers, and a broken one else. */
  void end() {
    at = at == At.BODY_TO_THE_END ? At.WHOLE : At.BROKEN;
  }

  /** Takes bytes in until the answer is whole or broken; returns where it stopped. */
  int take(byte[] bytes, int from, int to) {
    int next = from;
    while (next < to && at != At.WHOLE && at != At.BROKEN) {
      next =
          switch (at) {
            case BODY, CHUNK -> skip(next, to);
            case BODY_TO_THE_END -> to;
            default -> takeLine(bytes, next, to);
          };
    }
    return next;
  }

  private int skip(int from, int to) {
    int skipped = (int) Math.min(left, to - from);
    left -= skipped;
    if (left == 0) {
      at = at == At.BODY ? At.WHOLE : At.CHUNK_END;
    }
    return from + skipped;
  }

  private int takeLine(byte[] bytes, int from, int to) {
    int feed = from;
    while (feed < to && bytes[feed] != '\n') {
      feed++;
    }
    headBytes += feed - from + 1;
    if (headBytes > MOST_HEAD_BYTES) {
      at = At.BROKEN;
    } else if (feed == to || partialLength > 0) {
      keep(bytes, from, feed);
      if (feed < to) {
        int whole = partialLength;
        partialLength = 0;
        line(partial, 0, whole);
      }
    } else {
      line(bytes, from, feed);
    }
    return Math.min(to, feed + 1);
  }

  private void keep(byte[] bytes, int from, int to) {
    int more = to - from;
    if (partialLength + more > partial.length) {
      partial = Arrays.copyOf(partial, Math.max(2 * partial.length, partialLength + more + 64));
    }
    System.arraycopy(bytes, from, partial, partialLength, more);
    partialLength += more;
  }

  private void line(byte[] bytes, int from, int feed) {
    int to = feed > from && bytes[feed - 1] == '\r' ? feed - 1 : feed;
    switch (at) {
      case STATUS_LINE -> at = statusLine(bytes, from, to) ? At.FIELD : At.BROKEN;
      case FIELD -> {
        if (from == to) {
          endOfFields();
        } else if (!fields.take(bytes, from, to)) {
          at = At.BROKEN;
        }
      }
      case CHUNK_SIZE -> chunkSize(bytes, from, to);
      case CHUNK_END -> at = from == to ? At.CHUNK_SIZE : At.BROKEN;
      case TRAILER -> at = from == to ? At.WHOLE : At.TRAILER;
      default -> throw new IllegalStateException("no line at " + at);
    }
  }

  /** HTTP/1.x, a space, three digits, and then a space or nothing. */
  private boolean statusLine(byte[] line, int from, int to) {
    if (to - from < STATUS_LINE_LEAST
        || line[from] != 'H'
        || line[from + 1] != 'T'
        || line[from + 2] != 'T'
        || line[from + 3] != 'P'
        || line[from + 4] != '/'
        || line[from + 5] != '1'
        || line[from + 6] != '.'
        || line[from + 7] < '0'
        || line[from + 7] > '9'
        || line[from + 8] != ' '
        || (to - from > STATUS_LINE_LEAST && line[from + STATUS_LINE_LEAST] != ' ')) {
      return false;
    }
    status = 0;
    for (int i = from + 9; i < from + STATUS_LINE_LEAST; i++) {
      if (line[i] < '0' || line[i] > '9') {
        return false;
      }
      status = status * 10 + line[i] - '0';
    }
    fields.restart(line[from + 7] != '0');
    return status >= 100;
  }

  private void endOfFields() {
    if (status < 200) {
      // An interim answer says nothing about the outcome; nobody asked for another protocol.
      at = status == SWITCHING_PROTOCOLS ? At.BROKEN : At.STATUS_LINE;
    } else if (status == 204 || status == 304) {
      at = At.WHOLE;
    } else if (fields.chunked()) {
      at = At.CHUNK_SIZE;
    } else if (fields.length() == HttpFields.NO_LENGTH) {
      closes = true;
      at = At.BODY_TO_THE_END;
    } else {
      left = fields.length();
      at = left == 0 ? At.WHOLE : At.BODY;
    }
  }

  private void chunkSize(byte[] line, int from, int to) {
    long size = 0;
    int i = from;
    for (int digit; i < to && (digit = Character.digit(line[i], 16)) >= 0; i++) {
      size = (size << 4) | digit;
    }
    int digits = i - from;
    while (i < to && (line[i] == ' ' || line[i] == '\t')) {
      i++;
    }
    // A size line is not of the head, but as bounded; each one begins anew.
    headBytes = 0;
    if (digits == 0 || digits > MOST_CHUNK_DIGITS || (i < to && line[i] != ';')) {
      at = At.BROKEN;
    } else {
      left = size;
      at = size == 0 ? At.TRAILER : At.CHUNK;
    }
  }
}
