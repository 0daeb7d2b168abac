package io.voucherctl.server.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Header lines put together for sending: whoever writes them copies their bytes. What depends on
 * the names alone is done once per {@link Names}. Immutable.
 */
public final class HeaderLines {
  public static final HeaderLines NONE = Names.of().with();

  private static final byte CR = '\r';
  private static final byte LF = '\n';

  private final Names names;
  private final String[] values;
  private final byte[] bytes;

  private HeaderLines(Names names, String[] values, byte[] bytes) {
    this.names = names;
    this.values = values;
    this.bytes = bytes;
  }

  /** Names of lines in sending order, each at most once. */
  public static final class Names {
    private final String[] names;
    private final byte[][] begins;
    private final int[] digests;
    private int room;

    private Names(String[] names) {
      this.names = names;
      this.begins = new byte[names.length][];
      this.digests = new int[names.length];
      for (int i = 0; i < names.length; i++) {
        if (!HeadParser.isToken(names[i])) {
          throw new IllegalArgumentException("not a header's name: " + names[i]);
        }
        begins[i] = (names[i] + ": ").getBytes(StandardCharsets.ISO_8859_1);
        digests[i] = NameDigest.of(names[i]);
        room += begins[i].length + 2;
      }
    }

    public static Names of(String... names) {
      return new Names(names.clone());
    }

    /**
     * The lines with these values, as many as there are names; IllegalArgumentException when one
     * cannot be sent.
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
  }

  /** The lines, in sending order. */
  public Map<String, String> entries() {
    Map<String, String> entries = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      entries.put(names.names[i], values[i]);
    }
    return entries;
  }

  int size() {
    return values.length;
  }

  String name(int line) {
    return names.names[line];
  }

  int digest(int line) {
    return names.digests[line];
  }

  String value(int line) {
    return values[line];
  }

  /** Whether the name with this digest may be among the lines. */
  boolean mayHold(int digest) {
    for (int known : names.digests) {
      if (known == digest) {
        return true;
      }
    }
    return false;
  }

  void write(ByteBuf out) {
    out.writeBytes(bytes);
  }
}
