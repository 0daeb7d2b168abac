package io.voucherctl.commands.drill;

import io.voucherctl.commands.load.LoadSession;
import io.voucherctl.commands.pods.PodReader;
import io.voucherctl.commands.quota.QuotaStore;

/** A running region and the drill's hands on it: what an operator has, and nothing more. */
interface Region extends AutoCloseable {
  LoadSession load();

  QuotaStore quotas();

  PodReader pods();

  Rollout rollout();

  GatewayProbe gateways();

  @Override
  void close();
}
