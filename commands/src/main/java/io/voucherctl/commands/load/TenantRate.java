package io.voucherctl.commands.load;

import io.voucherctl.server.quota.Rate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A tenant and how often it calls, as {@code --tenant} takes it: {@code acme=50/s}.
 *
 * @param rate null in a closed model: {@code acme}
 */
record TenantRate(String tenant, @Nullable Rate rate) {
  static final class Converter implements ITypeConverter<TenantRate> {
    @Override
    public TenantRate convert(String text) {
      int equals = text.lastIndexOf('=');
      if (text.isEmpty() || equals == 0) {
        throw new TypeConversionException(
            "'" + text + "' is not a tenant and its rate, such as acme=50/s");
      }
      if (equals < 0) {
        return new TenantRate(text, null);
      }
      try {
        Rate rate = Rate.parse(text.substring(equals + 1));
        if (rate.count() == 0) {
          throw new IllegalArgumentException("a load needs a rate above 0, not " + rate);
        }
        return new TenantRate(text.substring(0, equals), rate);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
