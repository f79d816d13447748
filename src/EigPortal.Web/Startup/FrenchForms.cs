using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace EigPortal.Web.Startup;

/// <summary>What the framework says by itself about a form that can't be read, in French: its own words are English.</summary>
internal static class FrenchForms
{
    private const string Unknown = "Cette valeur n’est pas attendue ici. Choisissez ou saisissez-en une autre.";
    private const string Missing = "Remplissez ce champ.";
    private const string Number = "Saisissez un nombre.";

    public static void Speak(MvcOptions options)
    {
        var words = options.ModelBindingMessageProvider;
        words.SetAttemptedValueIsInvalidAccessor((_, _) => Unknown);
        words.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => Unknown);
        words.SetUnknownValueIsInvalidAccessor(_ => Unknown);
        words.SetNonPropertyUnknownValueIsInvalidAccessor(() => Unknown);
        words.SetValueIsInvalidAccessor(_ => Unknown);
        words.SetValueMustBeANumberAccessor(_ => Number);
        words.SetNonPropertyValueMustBeANumberAccessor(() => Number);
        words.SetMissingBindRequiredValueAccessor(_ => Missing);
        words.SetMissingKeyOrValueAccessor(() => Missing);
        words.SetMissingRequestBodyRequiredValueAccessor(() => Missing);
        words.SetValueMustNotBeNullAccessor(_ => Missing);
        options.ModelMetadataDetailsProviders.Add(new Required());
    }

    // Properties that can't be null are required without anybody having written a message.
    private sealed class Required : IValidationMetadataProvider
    {
        public void CreateValidationMetadata(ValidationMetadataProviderContext context)
        {
            foreach (var rule in context.ValidationMetadata.ValidatorMetadata.OfType<RequiredAttribute>())
            {
                rule.ErrorMessage ??= Missing;
            }
        }
    }
}
