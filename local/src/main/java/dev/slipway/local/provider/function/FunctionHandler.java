package dev.slipway.local.provider.function;

import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;

/** One function: it reads from AWS and changes nothing. */
public interface FunctionHandler {
    /** The class of the official SDK that has the arguments. */
    Class<?> args();

    /** The result, in the properties of the official SDK's result class. */
    PropertyMap invoke(Call call, PropertyMap args);
}
