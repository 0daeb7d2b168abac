package io.voucherctl.server.gateway.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with one question to Redis.
 *
 * @param word for people; holds nothing of keys, values or credentials
 */
record Trouble(Kind kind, String word) {
  enum Kind {
    /** No answer in time. */
    TIMEOUT,
    /** Redis answered that it cannot. */
    ERROR,
    /** There is no connection. */
    DISCONNECTED,
    /** One key holds something that is no bucket; all others are well. */
    KEY
  }

  private static final String WRONG_TYPE = "WRONGTYPE";

  /** Looked for anywhere: a script passes an error on inside one of its own. */
  private static final Pattern CODE =
      Pattern.compile(
          "\\b(OOM|READONLY|WRONGTYPE|NOAUTH|WRONGPASS|NOPERM|LOADING|BUSY|MISCONF|MASTERDOWN"
              + "|NOREPLICAS|NOSCRIPT|CLUSTERDOWN|MOVED)\\b");

  /** The first in the chain of causes that tells. */
  static Trouble of(Throwable failure) {
    boolean redis = false;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RedisCommandExecutionException) {
        return answered(cause.getMessage());
      }
      if (cause instanceof TimeoutException
          || cause instanceof io.github.bucket4j.TimeoutException
          || cause instanceof RedisCommandTimeoutException) {
        return new Trouble(Kind.TIMEOUT, "timeout");
      }
      redis |= cause instanceof RedisException;
    }
    return redis
        ? new Trouble(Kind.DISCONNECTED, "disconnected")
        : new Trouble(Kind.KEY, "unreadable bucket");
  }

  private static Trouble answered(@Nullable String message) {
    Matcher matcher = CODE.matcher(message == null ? "" : message);
    String code = matcher.find() ? matcher.group(1) : "ERR";
    return new Trouble(code.equals(WRONG_TYPE) ? Kind.KEY : Kind.ERROR, "error " + code);
  }
}
