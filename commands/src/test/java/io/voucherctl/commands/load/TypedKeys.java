package io.voucherctl.commands.load;

import io.voucherctl.commands.console.Screen;

/** A terminal on which keys are typed one by one, each when it is asked for; a dot is none. */
final class TypedKeys implements Screen {
  private final String keys;
  private int next;
  private boolean closed;

  TypedKeys(String keys) {
    this.keys = keys;
  }

  @Override
  public Size size() {
    return new Size(100, 24);
  }

  @Override
  public boolean hasKeys() {
    return true;
  }

  @Override
  public int key() {
    if (next == keys.length()) {
      return NO_KEY;
    }
    char key = keys.charAt(next++);
    return key == '.' ? NO_KEY : key;
  }

  @Override
  public void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }
}
