package io.voucherctl.server.gateway.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateAdapter;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One connection to Redis, made anew by whoever finds it broken. Everything goes over it at once;
 * what is under way when it is dropped fails at once. {@link #connect}, {@link #probe} and {@link
 * #close} block, and belong to one thread.
 */
@SuppressWarnings("FutureReturnValueIgnored") // whether a connection ends well does not matter
final class RedisLink implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final int THREADS = 2;
  private static final int MOST_UNDER_WAY = 16_384;
  private static final String PROBE = "voucherctl:probe";
  private static final long PROBE_KEPT_MILLIS = 60_000;

  private final ClientResources resources;
  private final RedisClient client;
  private final RedisURI uri;
  private volatile @Nullable StatefulRedisConnection<String, byte[]> connection;

  /**
   * @param lost hears that the connection has ended, on a thread that must not block
   */
  RedisLink(RedisAddress address, Runnable lost) {
    this.resources =
        ClientResources.builder()
            .ioThreadPoolSize(THREADS)
            .computationThreadPoolSize(THREADS)
            .build();
    this.uri = uri(address);
    this.client = RedisClient.create(resources);
    client.setOptions(options());
    client.addListener(
        new RedisConnectionStateAdapter() {
          @Override
          public void onRedisDisconnected(RedisChannelHandler<?, ?> ended) {
            lost.run();
          }
        });
  }

  private static RedisURI uri(RedisAddress address) {
    RedisURI.Builder uri =
        RedisURI.builder()
            .withHost(address.host())
            .withPort(address.port())
            .withDatabase(address.database())
            .withTimeout(CONNECT);
    String password = address.password();
    String user = address.user();
    if (password != null && user != null) {
      uri.withAuthentication(user, password.toCharArray());
    } else if (password != null) {
      uri.withPassword(password.toCharArray());
    }
    return uri.build();
  }

  /** What is asked is bounded in time by who asks: no timer of Lettuce's own per command. */
  private static ClientOptions options() {
    return ClientOptions.builder()
        .autoReconnect(false)
        .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
        .protocolVersion(ProtocolVersion.RESP2)
        .maintNotificationsConfig(MaintNotificationsConfig.disabled())
        .requestQueueSize(MOST_UNDER_WAY)
        .timeoutOptions(TimeoutOptions.builder().timeoutCommands(false).build())
        .socketOptions(SocketOptions.builder().connectTimeout(CONNECT).build())
        .build();
  }

  /** Null while there is no connection. */
  @Nullable RedisAsyncCommands<String, byte[]> commands() {
    StatefulRedisConnection<String, byte[]> now = connection;
    return now == null ? null : now.async();
  }

  /** Makes a connection when there is none. */
  void connect() throws ExecutionException, TimeoutException, InterruptedException {
    if (connection != null) {
      return;
    }
    CompletableFuture<StatefulRedisConnection<String, byte[]>> coming =
        client
            .connectAsync(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE), uri)
            .toCompletableFuture();
    try {
      connection = coming.get(2 * CONNECT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | InterruptedException e) {
      coming.thenAccept(StatefulRedisConnection::closeAsync);
      throw e;
    }
  }

  /** Redis's time in microseconds, from a Redis that can be written to. */
  long probe(Duration patience) throws ExecutionException, TimeoutException, InterruptedException {
    RedisAsyncCommands<String, byte[]> redis = commands();
    if (redis == null) {
      throw new TimeoutException("not connected");
    }
    var written = redis.set(PROBE, new byte[0], SetArgs.Builder.px(PROBE_KEPT_MILLIS));
    List<byte[]> time = redis.time().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    written.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    return number(time.get(0)) * 1_000_000 + number(time.get(1));
  }

  private static long number(byte[] text) {
    return Long.parseLong(new String(text, StandardCharsets.US_ASCII));
  }

  /** Ends the connection and fails what is under way on it. */
  void drop() {
    StatefulRedisConnection<String, byte[]> old = connection;
    connection = null;
    if (old != null && old.isOpen()) {
      old.closeAsync();
    }
  }

  @Override
  public void close() {
    drop();
    client.shutdown(0, 1, TimeUnit.SECONDS);
    resources.shutdown(0, 1, TimeUnit.SECONDS);
  }
}
