package io.voucherctl.server.http;

import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.Date;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that Netty wants of headers, out of five things they must be able to do. */
abstract class HeadersByName extends HttpHeaders {

  abstract @Nullable String first(CharSequence name);

  abstract int count(CharSequence name);

  abstract List<Map.Entry<CharSequence, String>> all();

  /** One line more; name and value can be sent. */
  abstract void append(CharSequence name, String value);

  abstract void drop(CharSequence name);

  private static String sendable(CharSequence name, Object value) {
    String text = value instanceof Date date ? DateFormatter.format(date) : value.toString();
    boolean sound = HeadParser.isToken(name);
    for (int i = 0; sound && i < text.length(); i++) {
      sound = HeadParser.isValue(text.charAt(i));
    }
    if (!sound) {
      throw new IllegalArgumentException("not a header that can be sent: " + name);
    }
    return text;
  }

  @Override
  public HttpHeaders add(CharSequence name, Object value) {
    append(name, sendable(name, value));
    return this;
  }

  @Override
  public HttpHeaders set(CharSequence name, Object value) {
    String text = sendable(name, value);
    drop(name);
    append(name, text);
    return this;
  }

  @Override
  public HttpHeaders add(CharSequence name, Iterable<?> values) {
    values.forEach(value -> add(name, value));
    return this;
  }

  @Override
  public HttpHeaders set(CharSequence name, Iterable<?> values) {
    drop(name);
    return add(name, values);
  }

  @Override
  public HttpHeaders remove(CharSequence name) {
    drop(name);
    return this;
  }

  @Override
  public @Nullable String get(CharSequence name) {
    return first(name);
  }

  @Override
  public boolean contains(CharSequence name) {
    return count(name) > 0;
  }

  @Override
  public boolean containsValue(CharSequence name, CharSequence value, boolean ignoreCase) {
    return contains(name) && super.containsValue(name, value, ignoreCase);
  }

  @Override
  public List<Map.Entry<String, String>> entries() {
    List<Map.Entry<String, String>> entries = new ArrayList<>();
    all().forEach(one -> entries.add(Map.entry(one.getKey().toString(), one.getValue())));
    return entries;
  }

  @Override
  @SuppressWarnings("deprecation") // Netty's own wish
  public Iterator<Map.Entry<String, String>> iterator() {
    return entries().iterator();
  }

  @Override
  public Iterator<Map.Entry<CharSequence, CharSequence>> iteratorCharSequence() {
    List<Map.Entry<CharSequence, CharSequence>> entries = new ArrayList<>();
    all().forEach(one -> entries.add(Map.entry(one.getKey(), one.getValue())));
    return entries.iterator();
  }

  @Override
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    all().forEach(one -> names.add(one.getKey().toString()));
    return names;
  }

  @Override
  public boolean isEmpty() {
    return all().isEmpty();
  }

  @Override
  public int size() {
    return all().size();
  }

  @Override
  public @Nullable String get(String name) {
    return first(name);
  }

  @Override
  public boolean contains(String name) {
    return count(name) > 0;
  }

  @Override
  public HttpHeaders add(String name, Object value) {
    return add((CharSequence) name, value);
  }

  @Override
  public HttpHeaders add(String name, Iterable<?> values) {
    return add((CharSequence) name, values);
  }

  @Override
  public HttpHeaders set(String name, Object value) {
    return set((CharSequence) name, value);
  }

  @Override
  public HttpHeaders set(String name, Iterable<?> values) {
    return set((CharSequence) name, values);
  }

  @Override
  public HttpHeaders remove(String name) {
    return remove((CharSequence) name);
  }

  @Override
  public HttpHeaders addInt(CharSequence name, int value) {
    return add(name, (Object) value);
  }

  @Override
  public HttpHeaders addShort(CharSequence name, short value) {
    return add(name, (Object) value);
  }

  @Override
  public HttpHeaders setInt(CharSequence name, int value) {
    return set(name, (Object) value);
  }

  @Override
  public HttpHeaders setShort(CharSequence name, short value) {
    return set(name, (Object) value);
  }

  private @Nullable Long number(CharSequence name, long least, long most) {
    String text = first(name);
    try {
      Long number = text == null ? null : Long.valueOf(text);
      return number == null || number < least || number > most ? null : number;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  @Override
  public @Nullable Integer getInt(CharSequence name) {
    Long number = number(name, Integer.MIN_VALUE, Integer.MAX_VALUE);
    return number == null ? null : number.intValue();
  }

  @Override
  public int getInt(CharSequence name, int otherwise) {
    Integer number = getInt(name);
    return number == null ? otherwise : number;
  }

  @Override
  public @Nullable Short getShort(CharSequence name) {
    Long number = number(name, Short.MIN_VALUE, Short.MAX_VALUE);
    return number == null ? null : number.shortValue();
  }

  @Override
  public short getShort(CharSequence name, short otherwise) {
    Short number = getShort(name);
    return number == null ? otherwise : number;
  }

  @Override
  @SuppressWarnings("JavaUtilDate") // what Netty's parser gives
  public @Nullable Long getTimeMillis(CharSequence name) {
    String text = first(name);
    Date date = text == null ? null : DateFormatter.parseHttpDate(text);
    return date == null ? null : date.getTime();
  }

  @Override
  public long getTimeMillis(CharSequence name, long otherwise) {
    Long millis = getTimeMillis(name);
    return millis == null ? otherwise : millis;
  }
}
