package io.voucherctl.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Headers as they came: the received bytes, where their lines are, and which of them were dropped;
 * what is set on the way stands behind them. Nothing is copied or made a string before someone
 * asks, and lines that nobody touched go out as they came in. One thread at a time.
 */
final class WireHeaders extends HeadersByName {
  private static final int FIELDS = 5;
  private static final int DROPPED = -1;
  private static final int COLON = (':' << 8) | ' ';
  private static final int LINE_END = ('\r' << 8) | '\n';

  private static final byte[] NOTHING = {};

  private final byte[] bytes;

  // per line: digest of the name or DROPPED, begin and end of the name, begin and end of the value
  private int[] spans = new int[12 * FIELDS];
  private int lines;

  private CharSequence[] names = new CharSequence[6];
  private String[] values = new String[6];
  private int extras;

  // what was set as one and not looked at since: it stands in neither list above
  private final HeaderLines[] sets = new HeaderLines[2];
  private int setCount;

  // A bit for either half of each digest among the names: nearly all that is absent shows at once.
  private long low;
  private long high;

  WireHeaders(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Without a line, for a message that does not come from the wire. */
  static WireHeaders empty() {
    return new WireHeaders(NOTHING);
  }

  int lines() {
    return lines;
  }

  /** One more line, at these places in the bytes; checked by the caller. */
  void line(int name, int colon, int value, int end) {
    int at = lines * FIELDS;
    if (at == spans.length) {
      spans = Arrays.copyOf(spans, at * 2);
    }
    int last = end;
    while (last > value && HeadParser.isBlank(bytes[last - 1])) {
      last--;
    }
    int digest =
        NameDigest.of(colon - name, bytes[name], bytes[(name + colon) >> 1], bytes[colon - 1]);
    spans[at] = digest;
    spans[at + 1] = name;
    spans[at + 2] = colon;
    spans[at + 3] = value;
    spans[at + 4] = last;
    note(digest);
    lines++;
  }

  private void note(int digest) {
    low |= 1L << (digest & 63);
    high |= 1L << (digest >>> 6);
  }

  private boolean isLine(int at, int digest, CharSequence name) {
    if (spans[at] != digest || spans[at + 2] - spans[at + 1] != name.length()) {
      return false;
    }
    return isText(spans[at + 1], name);
  }

  private boolean isText(int from, CharSequence text) {
    if (text instanceof AsciiString ascii) { // its array is read faster than its characters
      return isText(from, ascii.array(), ascii.arrayOffset(), ascii.length());
    }
    for (int i = 0; i < text.length(); i++) {
      if (differ(bytes[from + i], text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean isText(int from, byte[] text, int textFrom, int length) {
    for (int i = 0; i < length; i++) {
      if (differ(bytes[from + i], text[textFrom + i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean differ(int a, int b) {
    return a != b && lower(a) != lower(b);
  }

  private static int lower(int c) {
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
  }

  private boolean absent(int digest) {
    return (low >>> (digest & 63) & high >>> (digest >>> 6) & 1) == 0;
  }

  /** Replaces the lines of the same names. */
  void set(HeaderLines lines) {
    HeaderNames added = lines.names();
    drop(added);
    for (int i = 0; i < added.size(); i++) {
      note(added.digest(i));
    }
    if (setCount == sets.length) {
      unfold();
    }
    sets[setCount++] = lines;
  }

  /** Gives what was set as one a place among the others, because somebody asks for it. */
  private void unfold() {
    int count = setCount;
    setCount = 0;
    for (int i = 0; i < count; i++) {
      HeaderLines unfolding = sets[i];
      for (int line = 0; line < unfolding.size(); line++) {
        append(unfolding.names().name(line), unfolding.value(line));
      }
    }
  }

  private void look(int digest) {
    for (int i = 0; i < setCount; i++) {
      if (sets[i].names().hasDigest(digest)) {
        unfold();
      }
    }
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  @Override
  @Nullable String first(CharSequence name) {
    return first(name, NameDigest.of(name));
  }

  /** The same for a name whose digest is known. */
  @Nullable String first(CharSequence name, int digest) {
    return absent(digest) ? null : firstThere(name, digest);
  }

  private @Nullable String firstThere(CharSequence name, int digest) {
    look(digest);
    for (int at = 0; at < lines * FIELDS; at += FIELDS) {
      if (isLine(at, digest, name)) {
        return text(spans[at + 3], spans[at + 4]);
      }
    }
    for (int i = 0; i < extras; i++) {
      if (AsciiString.contentEqualsIgnoreCase(names[i], name)) {
        return values[i];
      }
    }
    return null;
  }

  @Override
  int count(CharSequence name) {
    return count(name, NameDigest.of(name));
  }

  int count(CharSequence name, int digest) {
    return absent(digest) ? 0 : countThere(name, digest);
  }

  private int countThere(CharSequence name, int digest) {
    int found = 0;
    look(digest);
    for (int at = 0; at < lines * FIELDS; at += FIELDS) {
      found += isLine(at, digest, name) ? 1 : 0;
    }
    for (int i = 0; i < extras; i++) {
      found += AsciiString.contentEqualsIgnoreCase(names[i], name) ? 1 : 0;
    }
    return found;
  }

  /** Whether there is one line of that name, and it says this, whatever the case of letters. */
  boolean saysOnly(CharSequence name, int digest, CharSequence value) {
    if (count(name, digest) != 1) {
      return false;
    }
    for (int at = 0; at < lines * FIELDS; at += FIELDS) {
      if (isLine(at, digest, name)) {
        return spans[at + 4] - spans[at + 3] == value.length() && isText(spans[at + 3], value);
      }
    }
    return AsciiString.contentEqualsIgnoreCase(value, firstThere(name, digest));
  }

  @Override
  public List<String> getAll(String name) {
    List<String> found = new ArrayList<>();
    int digest = NameDigest.of(name);
    look(digest);
    for (int at = 0; at < lines * FIELDS; at += FIELDS) {
      if (isLine(at, digest, name)) {
        found.add(text(spans[at + 3], spans[at + 4]));
      }
    }
    for (int i = 0; i < extras; i++) {
      if (AsciiString.contentEqualsIgnoreCase(names[i], name)) {
        found.add(values[i]);
      }
    }
    return found;
  }

  @Override
  List<Map.Entry<CharSequence, String>> all() {
    unfold();
    List<Map.Entry<CharSequence, String>> all = new ArrayList<>(lines + extras);
    for (int at = 0; at < lines * FIELDS; at += FIELDS) {
      if (spans[at] != DROPPED) {
        all.add(Map.entry(text(spans[at + 1], spans[at + 2]), text(spans[at + 3], spans[at + 4])));
      }
    }
    for (int i = 0; i < extras; i++) {
      all.add(Map.entry(names[i], values[i]));
    }
    return all;
  }

  @Override
  void append(CharSequence name, String value) {
    int digest = NameDigest.of(name);
    look(digest);
    if (extras == names.length) {
      names = Arrays.copyOf(names, extras * 2);
      values = Arrays.copyOf(values, extras * 2);
    }
    names[extras] = name;
    values[extras] = value;
    extras++;
    note(digest);
  }

  @Override
  void drop(CharSequence name) {
    drop(name, NameDigest.of(name));
  }

  void drop(CharSequence name, int digest) {
    if (!absent(digest)) {
      dropThere(name, digest);
    }
  }

  private void dropThere(CharSequence name, int digest) {
    look(digest);
    for (int at = 0; at < lines * FIELDS; at += FIELDS) {
      if (isLine(at, digest, name)) {
        spans[at] = DROPPED;
      }
    }
    int kept = 0;
    for (int i = 0; i < extras; i++) {
      if (!AsciiString.contentEqualsIgnoreCase(names[i], name)) {
        names[kept] = names[i];
        values[kept++] = values[i];
      }
    }
    extras = kept;
  }

  void drop(HeaderNames dropped) {
    for (int i = 0; i < dropped.size(); i++) {
      drop(dropped.name(i), dropped.digest(i));
    }
  }

  /** Drops every line that came with a name in which this stands. */
  void dropNamesWith(char sign) {
    for (int at = 0; at < lines * FIELDS; at += FIELDS) {
      for (int i = spans[at + 1]; i < spans[at + 2]; i++) {
        if (bytes[i] == sign) {
          spans[at] = DROPPED;
          break;
        }
      }
    }
  }

  @Override
  public HttpHeaders clear() {
    lines = 0;
    extras = 0;
    setCount = 0;
    low = 0;
    high = 0;
    return this;
  }

  /** All lines, without the empty one that ends a head. */
  void write(ByteBuf out) {
    int at = 0;
    int most = lines * FIELDS;
    while (at < most) {
      int from = spans[at + 1];
      boolean kept = spans[at] != DROPPED;
      do {
        at += FIELDS;
      } while (at < most && (spans[at] != DROPPED) == kept);
      if (kept) {
        int to = at < most ? spans[at + 1] : bytes.length - 2;
        out.writeBytes(bytes, from, to - from);
      }
    }
    for (int i = 0; i < extras; i++) {
      write(out, names[i], values[i]);
    }
    for (int i = 0; i < setCount; i++) {
      sets[i].write(out);
    }
  }

  /** One line. */
  static void write(ByteBuf out, CharSequence name, CharSequence value) {
    ByteBufUtil.writeAscii(out, name);
    out.writeShort(COLON);
    ByteBufUtil.writeAscii(out, value);
    out.writeShort(LINE_END);
  }
}
