package io.voucherctl.commands.serve;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A share of the heap at which a gateway does something, or {@code off}.
 *
 * @param percent 1 to 99; null when it never does
 */
record HeapMark(@Nullable Integer percent) {
  private static final Pattern TEXT = Pattern.compile("([1-9]\\d?)%");

  static HeapMark parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (text.equals("off")) {
      return new HeapMark(null);
    }
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a share of the heap; write 1% to 99%, or off");
    }
    return new HeapMark(Integer.valueOf(matcher.group(1)));
  }

  /** The spelling that {@link #parse} reads back. */
  static String format(@Nullable Integer percent) {
    return percent == null ? "off" : percent + "%";
  }

  /** For picocli. */
  static final class Converter implements ITypeConverter<HeapMark> {
    @Override
    public HeapMark convert(String text) {
      try {
        return parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
