package io.voucherctl.commands.serve.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Calls to a voucher API that takes the tenant at its word. They block; any number of threads. */
interface ShopCalls extends AutoCloseable {
  /**
   * An answer.
   *
   * @param body missing when there is none
   */
  record Answer(int status, JsonNode body) {}

  Answer get(String tenant, String path) throws IOException;

  Answer post(String tenant, String path, JsonNode body, @Nullable String key) throws IOException;

  @Override
  void close();
}
