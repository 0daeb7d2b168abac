package io.voucherctl.commands.quota;

import org.jspecify.annotations.Nullable;

/**
 * What one option asks for: a value, or with {@code none} nothing of the entry's own, so that its
 * plan decides. An option that was not given is no setting at all.
 */
public record Setting<T>(@Nullable T value) {

  public static <T> Setting<T> to(T value) {
    return new Setting<>(value);
  }

  public static <T> Setting<T> none() {
    return new Setting<>(null);
  }

  /** What holds when this was asked for. */
  static <T> @Nullable T over(@Nullable T present, @Nullable Setting<T> asked) {
    return asked == null ? present : asked.value();
  }
}
