package io.voucherctl.server.quota;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a directory shaped like a mounted ConfigMap {@link #CONFIG_MAP}: its key {@link #KEY} holds
 * how many gateways are ready, as a whole number. What cannot be used keeps the last number.
 */
public final class FleetDirectory implements DirectoryWatch.Reader<FleetShare> {
  public static final String CONFIG_MAP = "gateway-fleet";
  public static final String KEY = "ready";

  private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");
  private static final int LONGEST_QUOTE = 20;

  @Override
  public FleetShare read(Path directory, @Nullable FleetShare previous) throws IOException {
    Mount mount = Mount.read(directory);
    String text = mount.entries().get(KEY);
    if (text == null) {
      String why = mount.unreadable().get(KEY);
      return last(previous).doubted(why == null ? "there is no key " + KEY : KEY + ": " + why);
    }
    try {
      return FleetShare.of(count(text.strip()));
    } catch (IllegalArgumentException e) {
      return last(previous).doubted(KEY + ": " + e.getMessage());
    }
  }

  @Override
  public FleetShare gone(FleetShare previous) {
    return previous.doubted("the directory is gone");
  }

  private static FleetShare last(@Nullable FleetShare previous) {
    return previous == null ? FleetShare.UNKNOWN : previous;
  }

  private static int count(String text) {
    if (!WHOLE.matcher(text).matches() || Integer.parseInt(text) > FleetShare.MOST) {
      String quote = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + ".." : text;
      throw new IllegalArgumentException(
          "'" + quote + "' is not a whole number up to " + FleetShare.MOST);
    }
    return Integer.parseInt(text);
  }
}
