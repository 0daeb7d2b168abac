package io.voucherctl.commands.quota;

class MemoryQuotaStoreTest extends QuotaStoreContract {
  @Override
  QuotaStore store() {
    return new MemoryQuotaStore();
  }
}
