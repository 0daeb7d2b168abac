package io.voucherctl.server.http;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Names of headers, each at most once; what depends on names alone is done once. Immutable. */
public final class HeaderNames {
  public static final HeaderNames NONE = HeaderNames.of();

  private static final byte CR = '\r';
  private static final byte LF = '\n';

  private final String[] names;
  private final byte[][] begins;
  private final int[] digests;
  private final int room;

  private HeaderNames(String[] names) {
    this.names = names;
    this.begins = new byte[names.length][];
    this.digests = new int[names.length];
    int bytes = 0;
    for (int i = 0; i < names.length; i++) {
      if (!HeadParser.isToken(names[i])) {
        throw new IllegalArgumentException("not a header's name: " + names[i]);
      }
      begins[i] = (names[i] + ": ").getBytes(StandardCharsets.ISO_8859_1);
      digests[i] = NameDigest.of(names[i]);
      bytes += begins[i].length + 2;
    }
    this.room = bytes;
  }

  /** IllegalArgumentException for what cannot be sent as a name. */
  public static HeaderNames of(String... names) {
    return new HeaderNames(names.clone());
  }

  /**
   * Lines with these values, as many as there are names; IllegalArgumentException when one cannot
   * be sent.
   */
  public HeaderLines with(String... values) {
    String[] kept = values.clone();
    if (kept.length != names.length) {
      throw new IllegalArgumentException(kept.length + " values for " + names.length + " names");
    }
    int size = room;
    for (String value : kept) {
      size += value.length();
    }
    byte[] bytes = new byte[size];
    int at = 0;
    for (int i = 0; i < kept.length; i++) {
      byte[] begin = begins[i];
      System.arraycopy(begin, 0, bytes, at, begin.length);
      at = value(i, kept[i], bytes, at + begin.length);
      bytes[at++] = CR;
      bytes[at++] = LF;
    }
    return new HeaderLines(this, kept, bytes);
  }

  private int value(int line, String value, byte[] to, int from) {
    int length = value.length();
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (!HeadParser.isValue(c)) {
        throw new IllegalArgumentException("not a value that can be sent: " + names[line]);
      }
      to[from + i] = (byte) c;
    }
    return from + length;
  }

  public List<String> toList() {
    return List.of(names);
  }

  int size() {
    return names.length;
  }

  String name(int index) {
    return names[index];
  }

  int digest(int index) {
    return digests[index];
  }

  /** Whether a name with this digest is among them, be it this one or another. */
  boolean hasDigest(int digest) {
    for (int known : digests) {
      if (known == digest) {
        return true;
      }
    }
    return false;
  }
}
