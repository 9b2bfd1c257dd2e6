"""Names that vulture cannot see used, nor `unused` read off the tree: Django, DRF, import-export, unfold, celery,
pytest, factory-boy and cosmic-ray look for them. What is dead is not put on; what need not be named is told."""

LOOKED_FOR = {
    "BoundedPasswordHasher", "throttle_classes",
    "_set_content_type_params", "answer_as_json", "handler500", "request_class",
    "_denominator", "_get_obj_does_not_exist_redirect", "_numerator", "abstract", "account_links",
    "add_fieldsets", "add_form", "app_name", "can_export", "can_import",
    "change_form_after_template", "change_form_before_template", "change_form_outer_before_template",
    "change_password_form", "compressed_fields", "construct_change_message", "dashboard",
    "delete_confirmation_max_display", "disabled", "django_db_setup", "django_get_or_create", "do_GET",
    "empty_value_display", "enable_nav_sidebar", "ENTERED", "equity", "expired",
    "export_action", "field_choices", "field_from_django_field", "field_order", "file_complete",
    "FILE_UPLOAD_TEMP_DIR", "filter_export", "filter_horizontal", "first_name", "formfield_overrides",
    "formsets", "history_view", "import_action", "import_form_class", "in_contest",
    "index_title", "is_create", "log_addition", "log_change", "log_deletions", "log_message", "login_name",
    "lookup_field", "lookups", "MAX_IMAGE_PIXELS", "mutate", "mutation_positions", "not_sci_tech", "nothing_given",
    "of_unknown_size", "offices_of", "parser_classes", "password_field_name",
    "PortalAdminSite", "prepare_value", "prompt", "rd_institution", "report_skipped",
    "REQUIRED_FIELDS", "requires_system_checks", "seekable", "serializer_class", "show_facets", "show_hidden_initial",
    "skip_postgeneration_save", "skip_unchanged", "store_row_values", "tempdir", "throttle_scope",
    "to_representation", "transactional_db", "unreported", "urlpatterns",
    "use_required_attribute", "use_transactions", "validate_password_for_user", "warn_unsaved_form",
}  # fmt: skip
