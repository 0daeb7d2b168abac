package io.voucherctl.server.gateway.redis;

import io.github.bucket4j.redis.lettuce.RedisApi;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.cluster.PipelinedRedisFuture;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What Bucket4j asks of Redis, over whichever connection there is now. Never throws: Bucket4j's
 * batches would wait for ever for a question that was thrown back. Generic, because Bucket4j hands
 * its keys over as an {@code Object[]}.
 */
final class Commands<K> implements RedisApi<K> {
  private final Supplier<@Nullable RedisAsyncCommands<K, byte[]>> connection;

  Commands(Supplier<@Nullable RedisAsyncCommands<K, byte[]>> connection) {
    this.connection = connection;
  }

  @Override
  public <V> RedisFuture<V> eval(
      String script, ScriptOutputType type, K[] keys, byte[][] parameters) {
    return ask(redis -> redis.eval(script, type, keys, parameters));
  }

  @Override
  public RedisFuture<byte[]> get(K key) {
    return ask(redis -> redis.get(key));
  }

  @Override
  @SuppressWarnings("unchecked") // one key, as a variable number of keys
  public RedisFuture<?> delete(K key) {
    return ask(redis -> redis.del(key));
  }

  private <V> RedisFuture<V> ask(Function<RedisAsyncCommands<K, byte[]>, RedisFuture<V>> question) {
    RedisAsyncCommands<K, byte[]> redis = connection.get();
    if (redis == null) {
      return failed(new RedisException("not connected"));
    }
    try {
      return question.apply(redis);
    } catch (RuntimeException e) {
      return failed(e);
    }
  }

  private static <V> RedisFuture<V> failed(RuntimeException e) {
    return new PipelinedRedisFuture<>(CompletableFuture.<V>failedFuture(e));
  }
}
