package io.voucherctl.commands.exit;

import org.jspecify.annotations.Nullable;

/**
 * Something broke, in words for the person at the terminal. Thrown by adapters, at the edge where
 * the foreign exception is caught, and by plans for input that is wrong; printed in one place only.
 */
public abstract sealed class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode code;
  private final @Nullable String hint;

  private Failure(ExitCode code, String message, @Nullable String hint, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.hint = hint;
  }

  public ExitCode code() {
    return code;
  }

  /** What to do about it; null when there is nothing useful to say. */
  public @Nullable String hint() {
    return hint;
  }

  /** One line that says what is wrong. */
  public String line() {
    String message = getMessage();
    return message == null ? code.meaning() : message;
  }

  /** The command line or a file it names is wrong. */
  public static final class BadInput extends Failure {
    private static final long serialVersionUID = 1L;

    public BadInput(String message) {
      this(message, null);
    }

    public BadInput(String message, @Nullable String hint) {
      super(ExitCode.USAGE, message, hint, null);
    }
  }

  /** A server is down, does not answer in time, or refuses the credentials. */
  public static final class Unreachable extends Failure {
    private static final long serialVersionUID = 1L;

    public Unreachable(String message, @Nullable String hint, @Nullable Throwable cause) {
      super(ExitCode.UNREACHABLE, message, hint, cause);
    }
  }

  /** What was asked for is not there. */
  public static final class NotFound extends Failure {
    private static final long serialVersionUID = 1L;

    public NotFound(String message, @Nullable String hint) {
      super(ExitCode.FAILED, message, hint, null);
    }
  }

  /** Somebody else changed it first; nothing was written. */
  public static final class Conflict extends Failure {
    private static final long serialVersionUID = 1L;

    public Conflict(String message, @Nullable String hint) {
      super(ExitCode.CONFLICT, message, hint, null);
    }
  }

  /** The other side understood and said no, or something of our own broke. */
  public static final class Broken extends Failure {
    private static final long serialVersionUID = 1L;

    public Broken(String message, @Nullable String hint, @Nullable Throwable cause) {
      super(ExitCode.FAILED, message, hint, cause);
    }
  }
}
