import io.voucherify.client.error.VoucherifyError;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/** One step of a walk: what was called, what came back; what differs from the contract ends it. */
final class Steps {
  private Steps() {}

  static <T> T step(String what, Supplier<T> call, Function<T, Object> seen, Object expected) {
    T answer;
    try {
      answer = call.get();
    } catch (RuntimeException e) {
      throw new AssertionError(what + " failed", e);
    }
    Object found = seen.apply(answer);
    if (!Objects.equals(found, expected)) {
      throw new AssertionError(what + " gave " + found + ", not " + expected);
    }
    System.out.printf("ok  %-46s %s%n", what, found);
    return answer;
  }

  /** A call that answers nothing. */
  static void done(String what, Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      throw new AssertionError(what + " failed", e);
    }
    System.out.printf("ok  %s%n", what);
  }

  static void refused(String what, Supplier<?> call, int code, String key) {
    try {
      call.get();
    } catch (VoucherifyError e) {
      if (Objects.equals(e.getCode(), code) && key.equals(e.getKey())) {
        System.out.printf("ok  %-46s %d %s: %s%n", what, code, key, e.getDetails());
        return;
      }
      throw new AssertionError(what + " was refused with " + e.getCode() + " " + e.getKey(), e);
    }
    throw new AssertionError(what + " was not refused");
  }

  /** What an import makes may show a moment later. */
  static void soon(Supplier<?> call) {
    for (int i = 0; i < 100; i++) {
      try {
        call.get();
        return;
      } catch (VoucherifyError notYet) {
        try {
          Thread.sleep(50);
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }
}
