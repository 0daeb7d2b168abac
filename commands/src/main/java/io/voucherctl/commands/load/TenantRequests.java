package io.voucherctl.commands.load;

import io.voucherctl.commands.load.http.LoadRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What one tenant asks for, request by request: operations by their weights, codes by their
 * distribution. The k-th request of a tenant is the same in every run of a plan and in every shard,
 * but for guessed codes, which never repeat. One thread.
 */
final class TenantRequests {
  private static final int CUSTOMERS = 100;
  private static final Operation[] OPERATIONS = Operation.values();

  private final int lane;
  private final FreshCodes fresh;
  private final NumberedRandom random;
  private final Shard shard;
  private final AliasTable operations;
  private final KeyDistribution.Draw keys;
  private final DrawnRequest[][] prepared = new DrawnRequest[OPERATIONS.length][];
  private long number;

  /** The codes must not be empty unless the mix needs no vouchers. */
  TenantRequests(
      int lane,
      LoadPlan.TenantLoad load,
      List<String> codes,
      FreshCodes fresh,
      long seed,
      Shard shard) {
    this.lane = lane;
    this.fresh = fresh;
    this.random = new NumberedRandom(seed);
    this.shard = shard;
    this.number = shard.number() - 1L;
    this.operations = new AliasTable(load.mix().weightOf(OPERATIONS));
    this.keys = load.keys().over(Math.max(1, codes.size()));
    for (int i = 0; i < OPERATIONS.length; i++) {
      Operation operation = OPERATIONS[i];
      boolean used = load.mix().weights().containsKey(operation) && operation != Operation.GUESS;
      prepared[i] =
          IntStream.range(0, used ? codes.size() : 0)
              .mapToObj(key -> request(operation, codes.get(key), key))
              .toArray(DrawnRequest[]::new);
    }
  }

  /** Draw also for a request that is not sent, so that the next one stays the same for that. */
  DrawnRequest next() {
    random.moveTo(number);
    number += shard.count();
    int drawn = operations.draw(random);
    return OPERATIONS[drawn] == Operation.GUESS
        ? request(Operation.GUESS, fresh.next(), 0)
        : prepared[drawn][keys.key(random)];
  }

  private DrawnRequest request(Operation operation, String code, int number) {
    String order = "\"order\":{\"amount\":" + (2_000 + number % 50 * 100) + "}";
    String customer = "\"customer\":{\"source_id\":\"load-" + number % CUSTOMERS + "\"}";
    String voucher = "\"voucher\":\"" + code + "\"";
    return switch (operation) {
      case VALIDATE, GUESS ->
          post(operation, "/v1/vouchers/" + code + "/validate", "{" + order + "}");
      case REDEEM ->
          post(
              operation,
              "/v1/vouchers/" + code + "/redemption",
              "{" + customer + "," + order + "}");
      case PUBLISH -> post(operation, "/v1/publications", "{" + voucher + "," + customer + "}");
    };
  }

  private DrawnRequest post(Operation operation, String path, String json) {
    ByteBuffer body = ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
    return new DrawnRequest(operation, new LoadRequest(lane, path, body));
  }
}
