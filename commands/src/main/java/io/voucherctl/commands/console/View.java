package io.voucherctl.commands.console;

/** How a result looks as text. Pure: everything it shows is in the result. */
@FunctionalInterface
public interface View<T> {
  void show(T result, Page page);
}
