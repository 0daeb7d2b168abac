package io.voucherctl.server.gateway.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
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

  private static final Pattern CODE = Pattern.compile("(?:-)?([A-Z]{2,16})\\b.*", Pattern.DOTALL);

  static Trouble of(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return switch (cause) {
      case TimeoutException _ -> new Trouble(Kind.TIMEOUT, "timeout");
      case io.github.bucket4j.TimeoutException _ -> new Trouble(Kind.TIMEOUT, "timeout");
      case RedisCommandTimeoutException _ -> new Trouble(Kind.TIMEOUT, "timeout");
      case RedisCommandExecutionException answer -> answered(code(answer.getMessage()));
      case RedisException refused
          when refused.getCause() instanceof RedisCommandExecutionException answer ->
          answered(code(answer.getMessage()));
      case RedisException _ -> new Trouble(Kind.DISCONNECTED, "disconnected");
      default -> new Trouble(Kind.KEY, "unreadable bucket");
    };
  }

  private static Trouble answered(String code) {
    return new Trouble(code.equals("WRONGTYPE") ? Kind.KEY : Kind.ERROR, "error " + code);
  }

  /** The first word of an error, which Redis writes in capitals. */
  private static String code(@Nullable String message) {
    Matcher matcher = CODE.matcher(message == null ? "" : message);
    return matcher.matches() ? matcher.group(1) : "ERR";
  }
}
