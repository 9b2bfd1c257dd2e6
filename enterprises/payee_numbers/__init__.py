"""领款人身份证号: asked for when a payment needs it, sealed, and every look written down."""
