package io.voucherctl.commands.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What one tenant asks for, request by request: operations by their weights, codes at random. */
final class TenantRequests {
  private static final int CUSTOMERS = 100;

  private final int lane;
  private final OperationMix mix;
  private final FreshCodes fresh;
  private final RandomGenerator random;
  private final Map<Operation, List<LoadRequest>> prepared = new EnumMap<>(Operation.class);

  /** The codes must not be empty unless the mix needs no vouchers. */
  TenantRequests(
      int lane, OperationMix mix, List<String> codes, FreshCodes fresh, RandomGenerator random) {
    this.lane = lane;
    this.mix = mix;
    this.fresh = fresh;
    this.random = random;
    for (Operation operation : mix.weights().keySet()) {
      List<LoadRequest> requests = new ArrayList<>();
      for (int i = 0; i < codes.size() && operation != Operation.GUESS; i++) {
        requests.add(request(operation, codes.get(i), i));
      }
      prepared.put(operation, requests);
    }
  }

  LoadRequest next() {
    Operation operation = mix.draw(random);
    if (operation == Operation.GUESS) {
      return request(operation, fresh.next(), 0);
    }
    List<LoadRequest> requests = prepared.getOrDefault(operation, List.of());
    return requests.get(random.nextInt(requests.size()));
  }

  private LoadRequest request(Operation operation, String code, int number) {
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

  private LoadRequest post(Operation operation, String path, String json) {
    ByteBuffer body = ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
    return new LoadRequest(lane, operation, path, body);
  }
}
