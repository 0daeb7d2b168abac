package io.voucherctl.server.gateway.redis;

import io.lettuce.core.ScriptOutputType;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * Numbers the limits that a bucket has had, in the order in which the fleet heard of them: that is
 * the order in which a bucket changes. Redis keeps the numbers of each bucket's last limits.
 *
 * <p>A gateway that hears of an edit late finds that the limit has its number already, and changes
 * nothing; that a limit comes back later makes it a new one. Two gateways that hear of edits in
 * different orders agree as soon as both have heard of the last: whoever moves to a limit whose
 * number is below that of the limit it comes from gives it a new one. Numbers are Redis's time in
 * microseconds, so they also grow when the old ones were lost.
 */
final class LimitVersions {
  /** For a gateway that has not announced a limit of this bucket before. */
  static final long NONE = 0;

  private static final String KEPT_MILLIS = "86400000";
  private static final String SCRIPT =
      """
      local from = tonumber(ARGV[2])
      local known, newest, all = nil, 0, {}
      local fields = redis.call('hgetall', KEYS[1])
      for i = 1, #fields, 2 do
        local number = tonumber(fields[i + 1])
        if fields[i] == ARGV[1] then known = number end
        if number > newest then newest = number end
        all[#all + 1] = number
      end
      redis.call('pexpire', KEYS[1], ARGV[3])
      if known and (known == newest or (from > 0 and known > from)) then return known end
      local time = redis.call('time')
      local number = math.max(time[1] * 1000000 + time[2], newest + 1, from + 1)
      redis.call('hset', KEYS[1], ARGV[1], string.format('%.0f', number))
      redis.call('pexpire', KEYS[1], ARGV[3])
      if #all > 16 then
        table.sort(all)
        for i = 1, #fields, 2 do
          if fields[i] ~= ARGV[1] and tonumber(fields[i + 1]) <= all[#all - 16] then
            redis.call('hdel', KEYS[1], fields[i])
          end
        end
      end
      return number
      """;

  private final Commands<String> redis;

  LimitVersions(Commands<String> redis) {
    this.redis = redis;
  }

  /**
   * The number of a limit that a gateway moves to.
   *
   * @param from the number of the limit it comes from, or {@link #NONE}
   */
  CompletableFuture<Long> announce(String key, String limit, long from) {
    return redis
        .<Long>eval(
            SCRIPT,
            ScriptOutputType.INTEGER,
            new String[] {key},
            new byte[][] {bytes(limit), bytes(Long.toString(from)), bytes(KEPT_MILLIS)})
        .toCompletableFuture();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
