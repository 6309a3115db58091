package dev.slipway.local.provider;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.pulumi.aws.ProviderArgs;
import dev.slipway.local.provider.function.FunctionHandler;
import dev.slipway.local.provider.resource.ResourceType;
import dev.slipway.local.provider.schema.SchemaTypes;
import dev.slipway.local.provider.schema.Shape;
import java.util.Map;
import java.util.Set;

/**
 * Pulumi's package schema of the offline plugin: its types and functions in the words of the official SDK. The engine
 * asks for it when it writes a program, as {@code pulumi import} does; a preview never needs it.
 *
 * @see <a href="https://www.pulumi.com/docs/iac/using-pulumi/extending-pulumi/schema/">Pulumi package schema</a>
 */
final class PackageSchema {
    // Everything before the last "/" of a token's middle is the module: aws:iam/role:Role is of module iam.
    private static final String MODULE_FORMAT = "(.*)(?:/[^/]*)";
    private static final String SDK = "com.pulumi.aws";

    private final Registry registry = new Registry();
    private final SchemaTypes types = new SchemaTypes();

    private PackageSchema() {}

    /** Made when first asked for: most plugin processes never are. */
    private static final class Made {
        private static final String JSON = new Gson().toJson(new PackageSchema().write());
    }

    /** The schema as JSON text. */
    static String json() {
        return Made.JSON;
    }

    private JsonObject write() {
        JsonObject schema = new JsonObject();
        schema.addProperty("name", "aws");
        schema.addProperty("version", ProviderServer.VERSION);
        schema.addProperty("description", "The part of the aws package that the offline plugin offers.");
        JsonObject meta = new JsonObject();
        meta.addProperty("moduleFormat", MODULE_FORMAT);
        schema.add("meta", meta);
        schema.add("provider", provider());
        JsonObject resources = new JsonObject();
        Registry.resourceTokens()
                .forEach(token ->
                        resources.add(token, resource(registry.resource(token).type())));
        schema.add("resources", resources);
        JsonObject functions = new JsonObject();
        Registry.functionTokens().forEach(token -> functions.add(token, function(token, registry.function(token))));
        schema.add("functions", functions);
        schema.add("types", types.definitions());
        return schema;
    }

    private JsonObject provider() {
        Map<String, Shape.Property> all = Shape.of(ProviderArgs.class).properties();
        JsonObject inputs = new JsonObject();
        for (String name : Settings.NAMES) {
            Shape.Property property = all.get(name);
            if (property == null) {
                throw new IllegalStateException("got the setting \"" + name + "\", expected one of " + all.keySet());
            }
            inputs.add(name, types.property(property.type()));
        }
        JsonObject provider = new JsonObject();
        provider.add("inputProperties", inputs);
        return provider;
    }

    private JsonObject resource(ResourceType type) {
        JsonObject outputs = types.properties(type.outputShape());
        type.secretOutputs().forEach(name -> outputs.getAsJsonObject(name).addProperty("secret", true));
        JsonObject inputs = types.properties(type.shape());
        Set<String> replacing = type.replacing();
        inputs.keySet().forEach(name -> {
            JsonObject input = inputs.getAsJsonObject(name);
            if (replacing.contains(name)) {
                input.addProperty("willReplaceOnChanges", true);
            }
            if (type.unsupported().contains(name)) {
                input.addProperty("description", "The offline plugin does not offer this property.");
            }
        });
        JsonObject resource = new JsonObject();
        resource.add("properties", outputs);
        resource.add("required", SchemaTypes.required(type.outputShape()));
        resource.add("inputProperties", inputs);
        resource.add("requiredInputs", SchemaTypes.required(type.shape()));
        return resource;
    }

    private JsonObject function(String token, FunctionHandler handler) {
        JsonObject function = new JsonObject();
        function.add("inputs", types.object(Shape.of(handler.args())));
        function.add("outputs", types.object(Shape.of(resultClass(token))));
        return function;
    }

    // aws:ecs/getCluster:getCluster answers a com.pulumi.aws.ecs.outputs.GetClusterResult.
    static Class<?> resultClass(String token) {
        String module = token.substring(token.indexOf(':') + 1, token.indexOf('/'));
        String name = token.substring(token.lastIndexOf(':') + 1);
        String folder = module.equals("index") ? SDK : SDK + "." + module;
        String result = folder + ".outputs." + Character.toUpperCase(name.charAt(0)) + name.substring(1) + "Result";
        try {
            return Class.forName(result);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "got no class " + result + " for " + token + ", expected one in the official SDK", e);
        }
    }
}
